package io.revenueos.cli;

import io.revenueos.cli.Cli.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own. */
final class CliProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 300;

  private final Process process;
  private final BufferedReader out;
  private final StringBuilder read = new StringBuilder();
  private final Path err;

  private CliProcess(Process process, Path err) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.err = err;
  }

  /**
   * With the class path of the tests.
   *
   * @param folder where it runs
   */
  static CliProcess start(Path folder, List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return start(folder, Map.of(), command);
  }

  static CliProcess start(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path err = Files.createTempFile(folder, "stderr", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("REVENUEOS"));
      builder.environment().putAll(environment);
      return new CliProcess(builder.start(), err);
    } catch (IOException cannotStart) {
      throw new UncheckedIOException(cannotStart);
    }
  }

  /** Its standard input. */
  OutputStream in() {
    return process.getOutputStream();
  }

  /** Asks it to end, as {@code kill} and Ctrl-C do. */
  void terminate() {
    // Process.destroy() would also close the streams, and the last words with them.
    process.toHandle().destroy();
  }

  /** The next line of its standard output. */
  String awaitLine() {
    try {
      String line = out.readLine();
      if (line == null) {
        throw new AssertionError("the process ended early: " + err());
      }
      read.append(line).append('\n');
      return line;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What it leaves behind, once it has ended. */
  Result awaitEnd() {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        read.append(line).append('\n');
      }
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the process does not end: " + err());
      }
      return new Result(process.exitValue(), read.toString(), err());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  private String err() {
    try {
      return Files.readString(err);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
