package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a compiler does not see in the source files of all modules. */
class SourceFilesTest {
  private static final int MOST_LINES = 300;
  private static final Path ROOT = Path.of("..");

  @Test
  void noneIsTooLongToBeReadAtOnce() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> ROOT.relativize(file).toString().contains("src"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(500);
      assertThat(sources).filteredOn(source -> lines(source) > MOST_LINES).isEmpty();
    }
  }

  private static long lines(Path source) {
    try (Stream<String> lines = Files.lines(source)) {
      return lines.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
