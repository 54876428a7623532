package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process of {@code run} is killed right before each step that changes the database, one after
 * the other, until one survives; after each death the file is run again. Whatever the step: no
 * event is half done, and in the end everything is there once.
 */
class CrashTest {
  private static final int MORE_THAN_ANYTHING_NEEDS = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Database.class)
  void killedAtAnyStepARunIsCompletedByRunningItAgain(Database kind) throws IOException {
    Path file = folder.resolve("events.jsonl");
    Files.writeString(file, Events.lead("L-1") + "\n" + Events.discount("D-1", "100", "40") + "\n");
    int step = 1;
    int killed = 0;
    for (int exitCode = CrashDriver.KILLED; exitCode == CrashDriver.KILLED; step++) {
      String url = TestDatabases.emptyUrl(kind, folder);
      Cli cli = Cli.on(url);
      assertThat(cli.run("stats").exitCode()).isZero();

      exitCode = runAndCrash(file, CrashDriver.url("halt", step, url));

      assertNothingIsHalfDone(url);
      Result again = cli.run("run", file.toString(), "--json");
      assertThat(again.exitCode())
          .as("run again after a crash at step %d: %s%s", step, again.out(), again.err())
          .isZero();
      assertEverythingIsThereOnce(url);
      assertThat(step).isLessThan(MORE_THAN_ANYTHING_NEEDS);
      killed += exitCode == CrashDriver.KILLED ? 1 : 0;
    }
    // PostgreSQL: two events, what each comes to, in one round trip, and their commits. H2: the
    // decisions, actions, task and message, one by one.
    assertThat(killed)
        .as("steps at which a process died")
        .isGreaterThanOrEqualTo(kind == Database.POSTGRESQL ? 6 : 8);
  }

  private int runAndCrash(Path file, String url) {
    try (CliProcess process =
        CliProcess.start(folder, List.of(), "run", file.toString(), "--json", "--db", url)) {
      Result result = process.awaitEnd();
      assertThat(result.exitCode()).as(result.err()).isIn(0, CrashDriver.KILLED);
      return result.exitCode();
    }
  }

  private static void assertNothingIsHalfDone(String url) {
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows rows = Rows.of(database.dataSource());
      int leads = count(rows, "kernel_events where entity_id = 'L-1'");
      int deals = count(rows, "kernel_events where entity_id = 'D-1'");

      assertThat(leads).isBetween(0, 1).isGreaterThanOrEqualTo(deals);
      assertThat(count(rows, "kernel_decisions")).isEqualTo(leads + deals);
      assertThat(count(rows, "kernel_actions")).isEqualTo(2 * leads);
      assertThat(count(rows, "kernel_actions where status = 'completed'")).isEqualTo(2 * leads);
      assertThat(count(rows, "tasks")).isEqualTo(leads);
      assertThat(count(rows, "channel_outbox")).isEqualTo(leads);
      assertThat(count(rows, "kernel_event_queue")).isZero();
    }
  }

  private static void assertEverythingIsThereOnce(String url) {
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows rows = Rows.of(database.dataSource());

      assertThat(count(rows, "kernel_events")).isEqualTo(2);
      assertThat(count(rows, "kernel_decisions")).isEqualTo(2);
      assertThat(count(rows, "kernel_actions where status = 'completed'")).isEqualTo(2);
      assertThat(count(rows, "tasks")).isEqualTo(1);
      assertThat(count(rows, "channel_outbox")).isEqualTo(1);
      assertThat(count(rows, "kernel_event_queue")).isZero();
    }
  }

  private static int count(Rows rows, String from) {
    return Integer.parseInt(rows.lines("select count(*) from " + from).get(0));
  }
}
