package io.revenueos.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The public data sets beside the repository. */
public final class SharedData {
  private SharedData() {}

  /** A file of theirs; without the data sets the test is skipped, saying so. */
  public static Path file(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolveSibling("shared").resolve("data").resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    assumeTrue(false, "the data sets are not there: no ../shared/data/" + name);
    throw new AssertionError("the line above has ended the test");
  }
}
