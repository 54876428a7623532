package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When {@code examples/revenue} builds, in a project of its own with a Maven that only pretends.
 */
class WrapperIT {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "cut",
          "dirname",
          "find",
          "head",
          "mkdir",
          "mv",
          "printf",
          "pwd",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "stty",
          "tail",
          "touch");

  @TempDir private Path folder;
  private Path root;
  private Path bin;
  private Path script;

  @BeforeEach
  void pretendToBeAProject() throws IOException {
    root = Files.createDirectories(folder.resolve("the project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : TOOLS) {
      for (String place : List.of("/bin", "/usr/bin")) {
        Path real = Path.of(place, tool);
        if (Files.isExecutable(real) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), real);
        }
      }
    }
    Files.createSymbolicLink(
        bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
    for (String module : List.of("kernel-core", "modules-cmo", "examples/cli")) {
      touch(root.resolve(module).resolve("src/main/java/A.java"));
      touch(root.resolve(module).resolve("pom.xml"));
    }
    touch(root.resolve("pom.xml"));
    touch(root.resolve("examples/pom.xml"));
    script = Files.copy(RevenueIT.SCRIPT, root.resolve("examples/revenue"));
    maven("cat '%s' > examples/cli/target/revenue.jar".formatted(RevenueIT.jar()));
    Path target = Files.createDirectories(root.resolve("examples/cli/target"));
    Files.createSymbolicLink(target.resolve("lib"), RevenueIT.jar().resolveSibling("lib"));
  }

  /** Files of the past, so that whatever is built is newer. */
  private static void touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  /** A Maven that counts its calls and does something. */
  private void maven(String body) throws IOException {
    executable(bin.resolve("mvn"), "echo \"$@\" >> '%s'%n%s".formatted(calls(), body));
  }

  private Path calls() {
    return folder.resolve("calls.txt");
  }

  private long builds() throws IOException {
    if (!Files.exists(calls())) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(calls())) {
      return lines.count();
    }
  }

  private static void executable(Path file, String body) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private CliProcess start() {
    Map<String, String> environment = Map.of("PATH", bin.toString(), "JAVA_HOME", "");
    return CliProcess.start(folder, environment, List.of("sh", script.toString(), "--version"));
  }

  private Result version() {
    try (CliProcess process = start()) {
      return process.awaitEnd();
    }
  }

  private static void assertWorked(Result result) {
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("revenue-os ");
  }

  @Test
  void whatIsMissingIsBuiltOnce() throws IOException {
    Result first = version();
    Result second = version();

    assertWorked(first);
    assertThat(first.err())
        .isEqualTo("revenue: building the CLI (once; the first time takes a few minutes) ...\n");
    assertWorked(second);
    assertThat(second.err()).isEmpty();
    assertThat(Files.readString(calls()))
        .isEqualTo("-q -B -ntp -DskipTests -pl examples/cli -am package\n");
  }

  @Test
  void whatHasChangedIsBuiltAgain() throws IOException {
    version();

    Files.setLastModifiedTime(
        root.resolve("kernel-core/src/main/java/A.java"),
        FileTime.from(Instant.now().plusSeconds(2)));

    assertWorked(version());
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void severalAtOnceBuildOnce() throws IOException {
    try (CliProcess one = start();
        CliProcess two = start();
        CliProcess three = start()) {
      assertWorked(one.awaitEnd());
      assertWorked(two.awaitEnd());
      assertWorked(three.awaitEnd());
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aLockWhoseOwnerIsGoneHoldsNobodyBack() throws IOException {
    Path lock = Files.createDirectories(root.resolve("examples/cli/target/revenue.lock"));
    // No process has a number as high as this.
    Files.writeString(lock.resolve("pid"), "99999999\n");

    assertWorked(version());
    assertThat(lock).doesNotExist();
  }

  @Test
  void aBuildThatFailsSaysWhy() throws IOException {
    maven("echo 'the reason is this'; exit 1");

    Result result = version();

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("the reason is this", "the build failed; all of its output is in " + root);
    assertThat(root.resolve("examples/cli/target/revenue.lock")).doesNotExist();
  }

  @Test
  void whatIsNotInstalledIsNamed() throws IOException {
    Files.delete(bin.resolve("mvn"));
    assertThat(version().err()).contains("mvn was not found");

    executable(bin.resolve("java"), "echo '    java.specification.version = 11' >&2");
    assertThat(version().err()).contains("Java 17 or later is needed, found 11");

    Files.delete(bin.resolve("java"));
    Result withoutJava = version();
    assertThat(withoutJava.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(withoutJava.err()).contains("java was not found; a JDK 17 or later is needed");
  }
}
