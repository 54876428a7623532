package io.revenueos.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The measurements of scale from end to end, small; how long anything takes is not tested. */
class ScaleCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    CommandLine command =
        new CommandLine(
            new ScaleCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)));
    command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    return command.execute(arguments);
  }

  @Test
  void bothAreMeasured() {
    int exit = run("--backlog=20000", "--history=600", "--units=300", "--rounds=1");

    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("fsync on")
        .contains("beside a backlog of 20,000: ")
        .contains("on one with 600: ");
  }

  @Test
  void nothingCannotBeMeasured() {
    assertThat(run("--backlog=0")).isEqualTo(2);
    assertThat(run("--rounds=0")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("expected at least one event");
  }
}
