package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code work}, {@code dead}, {@code pause} and {@code resume}. */
class WorkCommandTest {

  private static String leads(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> Events.lead("L-" + n))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void drainsWhatWasEmitted(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    cli.with(leads(40)).run("emit", "-");

    Result worked = cli.run("work", "--drain", "--threads", "2", "--json");

    assertThat(worked.exitCode()).as(worked.err()).isZero();
    JsonObject summary = worked.json().get(0);
    assertThat(summary.decimal("completed").orElseThrow()).isEqualByComparingTo("40");
    assertThat(summary.object("actions").orElseThrow().decimal("completed").orElseThrow())
        .isEqualByComparingTo("80");
    assertThat(worked.err()).contains("40 events completed, 0 dead");
    assertThat(cli.run("stats", "--json").out())
        .contains("\"pending\":0,\"processing\":0,\"completed\":40", "\"scheduled\":40");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anEmptyQueueIsDrainedAtOnce(Database kind) {
    Result worked = Cli.on(TestDatabases.emptyUrl(kind)).run("work", "--drain");

    assertThat(worked.exitCode()).isZero();
    assertThat(worked.err()).contains("0 events completed");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatIsDeadIsListedRetriedAndDiscarded(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    cli.with(Events.lead("L-1", "{}")).run("emit", "-");

    assertThat(cli.run("work", "--drain").exitCode()).isEqualTo(ExitCode.FAILED);
    List<JsonObject> dead = cli.run("dead", "list", "--json").json();

    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).text("reason_code")).contains("missing_recipient");
    String item = dead.get(0).text("item").orElseThrow();
    assertThat(item).startsWith("action:");
    assertThat(cli.run("dead", "list").out()).contains(item, "missing_recipient");
    assertThat(cli.run("dead", "retry", item).err()).contains("1 put back to work");
    assertThat(cli.run("dead", "list").err()).contains("Nothing is dead.");
    assertThat(cli.run("work", "--drain").exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(cli.run("dead", "discard", "--all", "--by", "ops").err()).contains("1 discarded");
    assertThat(cli.run("dead", "list", "--json").out()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatIsNotDeadIsRefusedAndTheOthersAreDone(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    cli.with(Events.lead("L-1", "{}")).run("emit", "-");
    cli.run("work", "--drain");
    String item = cli.run("dead", "list", "--json").onlyJson().text("item").orElseThrow();

    Result retried = cli.run("dead", "retry", "event:998", item, "action:999");
    assertThat(retried.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(retried.err())
        .containsSubsequence(
            "error: there is no dead event 998",
            "error: there is no dead action 999",
            "1 put back to work, 2 refused; see: revenue work");
    cli.run("work", "--drain");
    Result discarded = cli.run("dead", "discard", "event:998", item);
    assertThat(discarded.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(discarded.err()).contains("there is no dead event 998", "1 discarded, 1 refused");
    assertThat(cli.run("dead", "list", "--json").out()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatIsPausedWaitsForTheResume(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    cli.with(leads(3)).run("emit", "-");

    assertThat(cli.run("pause", "--kernel", "--by", "ops", "--reason", "drill").exitCode())
        .isZero();
    assertThat(cli.run("work", "--drain").err())
        .contains("paused: the whole kernel, by ops", "drill", "0 events completed");
    assertThat(cli.run("stats").err()).contains("paused: the whole kernel");
    assertThat(cli.run("resume", "--kernel").err()).contains("Resumed");
    assertThat(cli.run("resume", "--kernel").err()).contains("Not paused");

    assertThat(cli.run("work", "--drain").err()).contains("3 events completed");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatIsRunUnderAPauseIsPendingAndNoFailure(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    cli.run("pause", "--kernel", "--by", "ops");

    Result seen = cli.seen().with(leads(1)).run("run", "-");
    Result run = cli.with(leads(2)).run("run", "-", "--json");

    assertThat(seen.out() + seen.err())
        .contains("pending, lead_captured of lead L-1: waits because of a pause")
        .doesNotContain("no policy answers");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json())
        .extracting(line -> line.text("status").orElseThrow())
        .containsExactly("pending", "pending");
    assertThat(run.err()).contains("0 completed, 0 failed, 2 pending because of a pause");

    cli.run("resume", "--kernel");
    assertThat(cli.with(leads(2)).run("run", "-").err()).contains("2 completed, 0 failed;");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void wrongUsageIsSaid(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    assertThat(cli.run("work", "--threads", "0"))
        .extracting(Result::exitCode)
        .isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(cli.run("dead", "retry", "17").err())
        .contains("expected event:NUMBER or action:NUMBER");
    assertThat(cli.run("dead", "retry").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(cli.run("dead", "retry", "event:999").err()).contains("there is no dead event 999");
    assertThat(cli.run("pause").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(cli.run("pause", "--module", "ai_none").err()).contains("is not registered");
    Result typo = cli.run("pause", "--action-type", "OUTBOUND_EMAL");
    assertThat(typo.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(typo.err()).contains("OUTBOUND_EMAL", "OUTBOUND_EMAIL").doesNotContain("Paused");
  }
}
