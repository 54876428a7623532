package io.revenueos.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.benchmarks.load.Workload;
import io.revenueos.kernel.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The load program from end to end, small. It fails by itself when a contender does not do every
 * unit once; how long anything takes is nobody's business here.
 */
class BenchmarkCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void everybodyDoesEveryUnitOnce(@TempDir Path folder) throws IOException {
    Path report = folder.resolve("report.json");

    int exit = run("--units=300", "--batch=100", "--out=" + report);

    assertThat(exit).as(text(err)).isZero();
    List<String> titles =
        Contenders.all(Workload.DECISIONS).stream()
            .map(contender -> contender.about().title())
            .toList();
    assertThat(text(out))
        .contains(titles)
        .contains("fsync on, synchronous_commit on")
        .contains("end to end / ceiling");
    assertThat(JsonObject.parse(Files.readString(report)).list("contenders").orElseThrow())
        .hasSameSizeAs(titles);
  }

  @Test
  void theCeilingHasEffects() {
    int exit = run("--units=300", "--workload=effects", "--contenders=ceiling,one-by-one");

    assertThat(exit).as(text(err)).isZero();
    assertThat(text(out)).contains("workload: effects").contains("a message, a task");
  }

  @Test
  void namesThatNobodyHasAreRefused() {
    assertThat(run("--contenders=ceiling,quartz")).isEqualTo(2);
    assertThat(text(err)).contains("found \"quartz\"").contains("db-scheduler");
  }

  @Test
  void nothingCannotBeMeasured() {
    assertThat(run("--units=0")).isEqualTo(2);
    assertThat(text(err)).contains("expected at least one unit");

    assertThat(run("--rate=0")).isEqualTo(2);
    assertThat(text(err)).contains("expected at least one unit to time, found 0 a second");
  }

  private int run(String... arguments) {
    CommandLine command =
        new CommandLine(
            new BenchmarkCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)));
    command.setCaseInsensitiveEnumValuesAllowed(true).setOverwrittenOptionsAllowed(true);
    command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    String[] quick = {"--rounds=1", "--rate=100", "--latency-seconds=0.3", "--accept-seconds=0"};
    String[] all = new String[quick.length + arguments.length];
    System.arraycopy(quick, 0, all, 0, quick.length);
    System.arraycopy(arguments, 0, all, quick.length, arguments.length);
    return command.execute(all);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
