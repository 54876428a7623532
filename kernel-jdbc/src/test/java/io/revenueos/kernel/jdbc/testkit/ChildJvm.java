package io.revenueos.kernel.jdbc.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class in a process of its own, with the class path of the tests. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static ChildJvm start(Class<?> main, String... arguments) {
    return start(ProcessBuilder.Redirect.PIPE, List.of(), main, arguments);
  }

  /**
   * A process that nobody listens to: what it prints is added to a file.
   *
   * @param options of the JVM
   */
  public static ChildJvm start(
      Path output, List<String> options, Class<?> main, String... arguments) {
    return start(ProcessBuilder.Redirect.appendTo(output.toFile()), options, main, arguments);
  }

  private static ChildJvm start(
      ProcessBuilder.Redirect output, List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    try {
      return new ChildJvm(
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start());
    } catch (IOException cannotStart) {
      throw new UncheckedIOException(cannotStart);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Stops it where it stands, with everything it holds; {@link #thaw} lets it go on. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    String command = "kill -%s %d".formatted(name, process.pid());
    try {
      if (new ProcessBuilder("sh", "-c", command).start().waitFor() != 0) {
        throw new AssertionError("cannot send " + name);
      }
    } catch (IOException cannotRun) {
      throw new UncheckedIOException(cannotRun);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /** Ends its input, which asks it to end. */
  public void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Ends it without a chance to do anything more (SIGKILL); returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Returns once the process has printed this line; fails with its output when it ends before. */
  public void awaitLine(String expected) {
    List<String> lines = new ArrayList<>();
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.equals(expected)) {
          return;
        }
        lines.add(line);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    throw new AssertionError("no line \"%s\" in: %s".formatted(expected, lines));
  }

  /** The exit status, once the process has ended. */
  public int awaitEnd() {
    return awaitEnd(30);
  }

  public int awaitEnd(long seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError("the process does not end");
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
