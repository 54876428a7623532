package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code explain}: the causal chain of an event. */
class ExplainCommandTest {
  private static final String OTHER_TENANT = "00000000-0000-4000-8000-000000000001";

  private static String idOfLastEvent(Cli cli, String event) {
    JsonObject line = cli.with(event).run("run", "-", "--json").onlyJson();
    return line.decimal("event_id").orElseThrow().toPlainString();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void peopleGetATreeFromTheEventToTheRowsItLeft(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String id = idOfLastEvent(cli, Events.lead("L-1"));

    Result result = cli.run("explain", id);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines().map(line -> line.replaceAll("\\b\\d+\\b", "7")))
        .contains(
            "event 7  lead_captured @ cmo_campaigns  completed",
            "│  about: lead L-7",
            "│  correlation: c-L-7",
            "└─ decision 7  emit_actions  by revenue_os.growth.lead_response_v1",
            "   │  reason: revenue_os.growth.lead_response_v1.respond",
            "   │  mode: enforce",
            "   ├─ action 7  OUTBOUND_EMAIL on lead L-7  completed",
            "   └─ action 7  TASK_CREATE on lead L-7  completed");
    assertThat(result.out())
        .containsPattern("   │  └─ row in channel_outbox .*  channel=email  recipient=L-1@example")
        .containsPattern("      └─ row in tasks .*  title=");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void programsGetTheSameTree(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String id = idOfLastEvent(cli, Events.discount("D-1", "100", "40"));

    JsonObject json = cli.run("explain", id, "--json").onlyJson();

    assertThat(json.decimal("event_id").orElseThrow()).isEqualByComparingTo(id);
    JsonObject root = json.object("root").orElseThrow();
    assertThat(root.text("entity_id")).contains("D-1");
    assertThat(root.object("payload").orElseThrow().decimal("old_value").orElseThrow())
        .isEqualByComparingTo("100");
    assertThat(json.toJson())
        .contains(
            "\"decision_outcome\":\"block\"",
            "\"facts\":{\"discount.",
            "\"mode\":\"enforce\"",
            "\"actions\":[]");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatFailedIsExplainedToo(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String id = idOfLastEvent(cli, Events.poison("D-1"));

    assertThat(cli.run("explain", id).out())
        .contains("poison_taken @ crm  failed", "failed attempts: 1", "poisoned by deal D-1");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPayloadCannotSteerTheTerminal(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind)).seen();
    String id = idOfLastEvent(cli, Events.note("N-1", "{\"note\":\"\\u001b]0;owned\\u0007\"}"));

    assertThat(cli.run("explain", id).out())
        .contains("\\u001B]0;owned\\u0007")
        .doesNotContain("\u001B]", "\u0007");
    assertThat(cli.run("explain", id, "--json").out()).doesNotContain("\u001B", "\u0007");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPayloadAsDeepAsAllowedIsExplained(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String deep = "{\"a\":".repeat(98) + "{}" + "}".repeat(98);
    String id = idOfLastEvent(cli, Events.note("N-1", deep));

    assertThat(cli.run("explain", id, "--json").out()).contains(deep);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anEventThatIsNotThereOrSomebodyElsesIsNotFound(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String id = idOfLastEvent(cli, Events.lead("L-1"));

    assertThat(cli.run("explain", "999"))
        .returns(ExitCode.FAILED, Result::exitCode)
        .returns("error: there is no event 999\n", Result::err);
    assertThat(cli.run("explain", id, "--tenant", OTHER_TENANT))
        .returns(ExitCode.FAILED, Result::exitCode)
        .returns("", Result::out);
    assertThat(cli.run("explain", id, "--tenant", Events.TENANT).exitCode()).isZero();
  }
}
