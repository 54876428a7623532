package io.revenueos.kernel.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for texts: the first half of their SHA-256, in hex. */
final class Digest {
  private static final int BYTES = 16;

  private Digest() {}

  /** Different for different lists of texts, wherever one ends and the next begins. */
  static String of(String... texts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
      }
      return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new LinkageError("SHA-256", impossible);
    }
  }
}
