package io.revenueos.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The peers' versions, as the build resolved them. */
final class Versions {
  private static final String RESOURCE = "versions.properties";

  private Versions() {}

  /** A peer's name with its version. */
  static String titled(String peer) {
    Properties versions = new Properties();
    try (InputStream resource = Versions.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("the build left out " + RESOURCE);
      }
      versions.load(resource);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + RESOURCE, unreadable);
    }
    return peer + " " + versions.getProperty(peer);
  }
}
