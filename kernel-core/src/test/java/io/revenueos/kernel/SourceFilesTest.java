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
  void noneIsTooLongToBeReadAtOnce() {
    assertThat(ROOT.resolve("pom.xml")).exists();
    List<Path> sources =
        Stream.concat(folders(ROOT), folders(ROOT.resolve("examples")))
            .map(module -> module.resolve("src"))
            .filter(Files::isDirectory)
            .flatMap(SourceFilesTest::files)
            .filter(file -> file.toString().endsWith(".java"))
            .toList();
    assertThat(sources).hasSizeGreaterThan(500);
    assertThat(sources).filteredOn(source -> lines(source) > MOST_LINES).isEmpty();
  }

  private static Stream<Path> folders(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
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
