package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code run} and {@code emit}. */
class RunCommandTest {

  @ParameterizedTest
  @EnumSource(Database.class)
  void reportsEachLineAsDocumented(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String file = Events.lead("L-1") + "\n" + Events.discount("D-1", "100", "40");

    Result result = cli.with(file).run("run", "-", "--json");

    assertThat(result.exitCode()).isZero();
    JsonObject lead = result.json().get(0);
    assertThat(lead.keys()).containsExactly("line", "event_id", "status", "duplicate", "decisions");
    assertThat(result.out().lines().map(line -> line.replaceAll("_id\":\\d+", "_id\":7")))
        .containsExactly(
            "{\"line\":1,\"event_id\":7,\"status\":\"completed\",\"duplicate\":false,"
                + "\"decisions\":[{\"decision_id\":7,"
                + "\"rule_name\":\"revenue_os.growth.lead_response_v1\","
                + "\"decision_outcome\":\"emit_actions\","
                + "\"reason_code\":\"revenue_os.growth.lead_response_v1.respond\",\"actions\":["
                + "{\"action_id\":7,\"action_type\":\"OUTBOUND_EMAIL\",\"status\":\"completed\","
                + "\"reason_code\":\"revenue_os.growth.lead_response_v1.send_email\"},"
                + "{\"action_id\":7,\"action_type\":\"TASK_CREATE\",\"status\":\"completed\","
                + "\"reason_code\":\"revenue_os.growth.lead_response_v1.create_task\"}]}]}",
            "{\"line\":2,\"event_id\":7,\"status\":\"completed\",\"duplicate\":false,"
                + "\"decisions\":[{\"decision_id\":7,"
                + "\"rule_name\":\"revenue_os.margin.discount_guard_v1\","
                + "\"decision_outcome\":\"block\",\"reason_code\":"
                + "\"revenue_os.margin.discount_guard_v1.block.discount_ge_50pct\","
                + "\"actions\":[]}]}");
    assertThat(result.err()).startsWith("2 accepted, 0 duplicates, 0 refused; 2 completed");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theSameFileAgainChangesNothing(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String file = Events.lead("L-1") + "\n" + Events.lead("L-1") + "\n" + Events.lead("L-2");

    List<JsonObject> first = cli.with(file).run("run", "-", "--json").json();
    String stats = cli.run("stats", "--json").out();
    List<JsonObject> second = cli.with(file).run("run", "-", "--json").json();

    assertThat(first)
        .extracting(line -> line.flag("duplicate").orElseThrow())
        .containsExactly(false, true, false);
    assertThat(second)
        .extracting(line -> line.flag("duplicate").orElseThrow())
        .containsExactly(true, true, true);
    assertThat(second)
        .extracting(line -> line.decimal("event_id"))
        .isEqualTo(first.stream().map(line -> line.decimal("event_id")).toList());
    assertThat(cli.run("stats", "--json").out()).isEqualTo(stats);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatWasEmittedIsProcessedByRunningTheFile(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String file = "\n" + Events.lead("L-1") + "\n";

    Result emitted = cli.with(file).run("emit", "-", "--json");

    assertThat(emitted.exitCode()).isZero();
    assertThat(emitted.out().replaceAll("_id\":\\d+", "_id\":7"))
        .isEqualTo("{\"line\":2,\"event_id\":7,\"duplicate\":false}\n");
    assertThat(cli.run("stats", "--json").out()).contains("\"pending\":1,\"processing\":0");

    JsonObject processed = cli.with(file).run("run", "-", "--json").onlyJson();

    assertThat(processed.text("status")).contains("completed");
    assertThat(processed.flag("duplicate")).contains(true);
    assertThat(cli.run("stats", "--json").out()).contains("\"pending\":0,\"processing\":0");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anEventThatFailsIsReportedAndTheOthersGoOn(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String file = Events.poison("D-1") + "\n{}\n" + Events.lead("L-1");

    Result result = cli.with(file).run("run", "-", "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    JsonObject failed = result.json().get(0);
    assertThat(failed.keys())
        .containsExactly("line", "event_id", "status", "duplicate", "decisions", "error");
    assertThat(failed.text("status")).contains("failed");
    assertThat(Events.error(failed).text("code")).contains("event_failed");
    assertThat(Events.error(failed).text("message").orElse(""))
        .contains("poisoned by deal D-1")
        .doesNotContain("\tat ");
    assertThat(result.json().get(2).text("status")).contains("completed");
    assertThat(result.err()).contains("2 accepted, 0 duplicates, 1 refused; 1 completed, 1 failed");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aFailedActionIsAFailure(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    Result result = cli.with(Events.lead("L-1", "{}")).run("run", "-", "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains("\"status\":\"dead\"", "\"result\":{\"reason_code\":\"missing_recipient\"");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void inShadowModeNothingIsDone(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    Result result = cli.with(Events.lead("L-1")).run("run", "-", "--mode", "shadow");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("OUTBOUND_EMAIL logged, TASK_CREATE logged (shadow)");
    assertThat(cli.run("stats", "--json").out()).contains("\"scheduled\":0");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void peopleGetALinePerEvent(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String file =
        String.join(
            "\n",
            Events.lead("L-1"),
            "{}",
            Events.discount("D-1", "100", "75"),
            Events.note("N\u202E-1", "{}"),
            Events.lead("L-1"));

    Result result = cli.with(file).run("run", "-");

    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out().replaceAll("event \\d+", "event 7").lines())
        .containsExactly(
            "line 1: event 7 completed, lead_captured of lead L-1:"
                + " OUTBOUND_EMAIL completed, TASK_CREATE completed",
            "line 2: refused: tenant_id: required, but missing",
            "line 3: event 7 completed, discount_attempted of deal D-1: allow_with_override,"
                + " revenue_os.margin.discount_guard_v1.override_required.discount_ge_20pct",
            "line 4: event 7 completed, note_taken of deal N\\u202E-1: no policy answers it",
            "line 5: event 7 completed (duplicate), lead_captured of lead L-1:"
                + " OUTBOUND_EMAIL completed, TASK_CREATE completed");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void someoneAtATerminalSeesABarAndOnlyWhatNeedsALook(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind)).seen();
    String file = Events.lead("L-1") + "\nnonsense\n" + Events.poison("D-1");

    Result result = cli.with(file).run("run", "-");

    assertThat(result.out().lines().map(line -> line.replaceAll(":.*", "")))
        .containsExactly("line 2", "line 3");
    assertThat(result.err()).contains("stdin", "\r\u001B[K");
  }
}
