package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.cli.terminal.Terminal.Abilities;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can happen to a run on its way: big files, impatient readers, lost databases, Ctrl-C. */
class LongRunTest {
  @TempDir private Path folder;

  /** 200 MB of events through a heap of 40 MB; events that are there already, to spare the time. */
  @Test
  void aBigFileNeedsNoMoreMemoryThanASmallOne() throws IOException {
    int lines = 4_000;
    Path file = folder.resolve("big.jsonl");
    String event = Events.note("N-1", "{\"note\":\"" + "x".repeat(50_000) + "\"}") + "\n";
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < lines; i++) {
        out.write(event);
      }
    }

    try (CliProcess process =
        CliProcess.start(
            folder, List.of("-Xmx40m", "-Drevenue.stderr.terminal=true"), "run", file.toString())) {
      Result result = process.awaitEnd();

      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.out().lines()).hasSize(lines);
      assertThat(result.err())
          .contains("big.jsonl", "/195", "1 accepted, 3,999 duplicates, 0 refused");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aReaderThatHasSeenEnoughEndsTheRunQuietly(Database kind) {
    String url = TestDatabases.emptyUrl(kind);
    String file = Events.lead("L-1") + "\n" + Events.lead("L-2") + "\n" + Events.lead("L-3");

    Result result = writingTo(new Narrow("Broken pipe"), url, file);

    assertThat(result.exitCode()).isEqualTo(ExitCode.OUTPUT_CLOSED);
    assertThat(result.out().lines()).hasSize(1);
    assertThat(result.err()).startsWith("2 accepted").doesNotContain("error", "\tat ");
    assertThat(Cli.on(url).run("stats", "--json").out()).contains("\"completed\":2,\"failed\":0");
  }

  @Test
  void aFullDiskIsAnError() {
    Result result =
        writingTo(
            new Narrow("No space left on device"),
            "jdbc:h2:mem:full",
            Events.lead("L-1") + "\n" + Events.lead("L-2"));

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("error: cannot write to standard output: No space left on device");
  }

  private static Result writingTo(Narrow out, String url, String file) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
            out,
            err,
            Abilities.NONE);
    int exitCode = RevenueCli.run(terminal, Map.of(DatabaseOptions.VARIABLE, url), "run", "-");
    return new Result(
        exitCode, out.taken.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Takes one line. */
  private static final class Narrow extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final String complaint;

    private Narrow(String complaint) {
      this.complaint = complaint;
    }

    @Override
    public void write(int octet) throws IOException {
      if (taken.size() > 0) {
        throw new IOException(complaint);
      }
      taken.write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      if (taken.size() > 0) {
        throw new IOException(complaint);
      }
      taken.write(octets, offset, length);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aLostDatabaseEndsTheRunSayingHowFarItGot(Database kind) {
    String url = TestDatabases.emptyUrl(kind, folder);
    Cli cli = Cli.on(url);
    cli.run("stats");
    String file = Events.lead("L-1") + "\n\n" + Events.lead("L-2") + "\n" + Events.lead("L-3");

    // Beyond the steps of the first event, inside the second.
    int step = kind == Database.POSTGRESQL ? 5 : 9;
    Result result =
        cli.with(file).run("run", "-", "--json", "--db", CrashDriver.url("lose", step, url));

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out().lines()).hasSize(1);
    assertThat(result.err())
        .contains(
            "Stopped after line 1. Everything up to there is committed; run the file again",
            "error: the database is not available just now: the connection was lost on purpose")
        .doesNotContain("\tat ");
    Result again = cli.with(file).run("run", "-");
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("2 accepted, 1 duplicate, 0 refused");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void askedToEndItFinishesTheEventAtHandAndTidiesUp(Database kind) throws IOException {
    String url = TestDatabases.emptyUrl(kind, folder);

    try (CliProcess process =
        CliProcess.start(folder, List.of(), "run", "-", "--json", "--db", url)) {
      process.in().write((Events.lead("L-1") + "\n").getBytes(StandardCharsets.UTF_8));
      process.in().flush();
      process.awaitLine();
      process.terminate();
      Result result = process.awaitEnd();

      assertThat(result.exitCode()).isEqualTo(128 + 15);
      assertThat(result.err())
          .startsWith("1 accepted, 0 duplicates, 0 refused; 1 completed")
          .contains("Stopped after line 1. Everything up to there is committed")
          .doesNotContain("error", "\tat ");
    }
    // An H2 that was not closed would still be locked by its process.
    assertThat(Cli.on(url).run("stats", "--json").out()).contains("\"completed\":1,\"failed\":0");
  }

  @Test
  void anEmbeddedDatabaseInUseIsNamed() throws IOException {
    String url = TestDatabases.emptyUrl(Database.H2, folder);
    try (CliProcess process =
        CliProcess.start(folder, List.of(), "run", "-", "--json", "--db", url)) {
      process.in().write((Events.lead("L-1") + "\n").getBytes(StandardCharsets.UTF_8));
      process.in().flush();
      process.awaitLine();

      Result result = Cli.on(url).run("stats");

      assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(result.err()).contains("is open in another process").doesNotContain("\tat ");
    }
  }
}
