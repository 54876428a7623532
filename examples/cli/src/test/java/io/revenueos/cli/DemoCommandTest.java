package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code demo}. */
class DemoCommandTest {

  @ParameterizedTest
  @EnumSource(Database.class)
  void aDayIsPlayedFromEventsToOutbox(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    Result result = cli.run("demo");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .containsSubsequence(
            "First Touch Coaching (4161ee82-be97-4fa8-9017-5c40be3ebe19)",
            "Provisioned: 25 rows added, 0 updated, 0 unchanged",
            "Events",
            "lead_captured @ cmo_campaigns",
            "completed (duplicate)",
            "Decisions",
            "allow_with_override",
            "block",
            "Actions",
            "OUTBOUND_EMAIL",
            "pending (waits for approval)",
            "Outbox",
            "dana.whitfield@example.org",
            "2099-07-05T14:00:00Z",
            "Next",
            "revenue explain");
    assertThat(cli.run("tenants", "list").out()).contains("first-touch-coaching");
    assertThat(cli.run("stats", "--json").out())
        .isEqualTo(
            "{\"events\":{\"pending\":0,\"processing\":0,\"completed\":15,\"failed\":0,\"dead\":0},"
                + "\"actions\":{\"pending\":1,\"completed\":14,\"failed\":0,\"dead\":0,"
                + "\"skipped\":0,\"logged\":0},"
                + "\"outbox\":{\"scheduled\":8,\"sent\":0,\"delivered\":0,\"failed\":0},"
                + "\"failed_attempts\":0,\"lag_seconds\":0.0}\n");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void playedAgainNothingHappensTwice(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    cli.run("demo");
    String stats = cli.run("stats", "--json").out();

    Result again = cli.run("demo");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("Provisioned: 0 rows added, 0 updated, 25 unchanged");
    assertThat(again.out().lines().filter(line -> line.endsWith("completed (duplicate)")))
        .hasSize(16);
    assertThat(cli.run("stats", "--json").out()).isEqualTo(stats);
  }
}
