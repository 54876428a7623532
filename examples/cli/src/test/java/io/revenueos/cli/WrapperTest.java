package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code examples/revenue} builds: in a project where Maven and Java only pretend. */
class WrapperTest {
  private static final Path SCRIPT = Path.of("../revenue");
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "cut",
          "dirname",
          "find",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "stty",
          "tail");

  @TempDir private Path folder;
  private Path root;
  private Path bin;
  private Path script;

  @BeforeEach
  void pretendToBeAProject() throws IOException {
    root = Files.createDirectories(folder.resolve("the project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : TOOLS) {
      executable(bin.resolve(tool), "PATH=/usr/bin:/bin exec %s \"$@\"".formatted(tool));
    }
    java("17");
    maven(": > examples/cli/target/revenue.jar");
    for (String module : List.of("kernel-core", "modules-cmo", "examples/cli")) {
      old(root.resolve(module).resolve("src/main/java/A.java"));
      old(root.resolve(module).resolve("pom.xml"));
    }
    old(root.resolve("pom.xml"));
    old(root.resolve("examples/pom.xml"));
    script = Files.copy(SCRIPT, root.resolve("examples/revenue"));
  }

  /** A file of the past, so that whatever is built is newer. */
  private static void old(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  /** A Java that says what it would run. */
  private void java(String version) throws IOException {
    executable(
        bin.resolve("java"),
        """
        case $1 in
          -XshowSettings*) echo '    java.specification.version = %s' >&2 ;;
          *) printf '%%s\\n' "$@" ;;
        esac"""
            .formatted(version));
  }

  /** A Maven that counts its calls and does something. */
  private void maven(String body) throws IOException {
    executable(bin.resolve("mvn"), "echo \"$@\" >> '%s'\n%s".formatted(calls(), body));
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
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private CliProcess start(String... arguments) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of("PATH", bin.toString(), "JAVA_HOME", "", "REVENUE_JAVA_OPTS", "-Da=1 -Db=2");
    return CliProcess.start(folder, environment, command);
  }

  private Result run(String... arguments) {
    try (CliProcess process = start(arguments)) {
      return process.awaitEnd();
    }
  }

  private Path jar() {
    return root.resolve("examples/cli/target/revenue.jar");
  }

  private void assertWorked(Result result, String... arguments) {
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().toList())
        .containsSubsequence("-Da=1", "-Db=2", "-jar", jar().toString())
        .endsWith(arguments);
  }

  @Test
  void whatIsMissingIsBuiltOnce() throws IOException {
    Result first = run("run", "a file", "");
    Result second = run("stats");

    assertWorked(first, "run", "a file", "");
    assertThat(first.err())
        .isEqualTo("revenue: building the CLI (once; the first time takes a few minutes) ...\n");
    assertWorked(second, "stats");
    assertThat(second.err()).isEmpty();
    assertThat(Files.readString(calls()))
        .isEqualTo("-q -B -ntp -DskipTests -pl examples/cli -am package\n");
  }

  @Test
  void whatMavenHasBuiltIsNotBuiltAgain() throws IOException {
    Files.createDirectories(jar().getParent());
    Files.writeString(jar(), "");

    assertWorked(run("stats"), "stats");
    assertThat(builds()).isZero();
  }

  @Test
  void whatHasChangedIsBuiltAgain() throws IOException {
    run("stats");
    Path changed = root.resolve("kernel-core/src/main/java/A.java");
    Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(2)));

    assertWorked(run("stats"), "stats");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aJarThatMavenLeftAsItWasIsUpToDate() throws IOException {
    run("stats");
    // The sources are newer than the jar, and older than the last good build.
    Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().minusSeconds(3_600)));

    assertWorked(run("stats"), "stats");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void severalAtOnceBuildOnce() throws IOException {
    try (CliProcess one = start("stats");
        CliProcess two = start("stats");
        CliProcess three = start("stats")) {
      assertWorked(one.awaitEnd(), "stats");
      assertWorked(two.awaitEnd(), "stats");
      assertWorked(three.awaitEnd(), "stats");
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aLockWhoseOwnerIsGoneHoldsNobodyBack() throws IOException {
    Path lock = Files.createDirectories(root.resolve("examples/cli/target/revenue.lock"));
    // No process has a number as high as this.
    Files.writeString(lock.resolve("pid"), "99999999\n");

    assertWorked(run("stats"), "stats");
    assertThat(lock).doesNotExist();
  }

  @Test
  void aBuildThatFailsSaysWhy() throws IOException {
    maven("echo 'the reason is this'; exit 1");

    Result result = run("stats");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("the reason is this", "the build failed; all of its output is in " + root);
    assertThat(root.resolve("examples/cli/target/revenue.lock")).doesNotExist();
  }

  @Test
  void whatIsNotInstalledIsNamed() throws IOException {
    Files.delete(bin.resolve("mvn"));
    assertThat(run("stats").err()).contains("mvn was not found");

    java("11");
    assertThat(run("stats").err()).contains("Java 17 or later is needed, found 11");

    Files.delete(bin.resolve("java"));
    Result withoutJava = run("stats");
    assertThat(withoutJava.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(withoutJava.err()).contains("java was not found; a JDK 17 or later is needed");
  }

  @Test
  void aBigFileGetsTheThoroughCompiler() throws IOException {
    Path small = Files.writeString(folder.resolve("small.jsonl"), "x");
    Path big = Files.writeString(folder.resolve("big.jsonl"), "x".repeat(5 << 20));

    assertThat(run("run", small.toString()).out()).contains("-XX:TieredStopAtLevel=1");
    assertThat(run("run", big.toString()).out()).doesNotContain("-XX:TieredStopAtLevel=1");
  }
}
