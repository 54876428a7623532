package io.revenueos.kernel.jdbc.agents;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertInvalid;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentRunsTest {
  private static final Page<TimeKey> FIRST = Page.first(10);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final JsonObject OUTPUT = JsonObject.of("plan", List.of("a", "b"));
  private static final RunUsage USAGE =
      RunUsage.of(Duration.ofMillis(1234))
          .by("openai")
          .with("gpt-4o", new RunUsage.Tokens(1000, 200))
          .costing(Money.of("0.0145", "USD"));

  private static NewRun run(String module, String agent) {
    return NewRun.of(module, agent, "campaigns", JsonObject.of("goal", "leads"));
  }

  private static AgentRunId start(AgentRuns runs, TenantScope scope) {
    return runs.start(scope, run("ai_cmo", "designer"));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aRunEndsWithItsOutput(Login login) {
    Company company = Company.in(login);
    AgentRuns runs = new AgentRuns(login.tables());
    NewRun request =
        run("ai_cmo", "designer")
            .correlatedBy(new CorrelationId("req-1"))
            .causedBy(new ActionId(7));
    AgentRunId id = runs.start(company.inNorth(), request);
    AgentRun running = runs.find(company.inNorth(), id).orElseThrow();
    assertThat(running.request()).isEqualTo(request);
    assertThat(running.status()).isEqualTo(AgentRun.Status.RUNNING);
    assertThat(running.result())
        .isEqualTo(new AgentRun.Result(JsonObject.empty(), null, null, null));
    runs.complete(company.inNorth(), id, OUTPUT, USAGE);
    AgentRun done = runs.find(company.scope(), id).orElseThrow();
    assertThat(done.status()).isEqualTo(AgentRun.Status.COMPLETED);
    assertThat(done.workspaceOrNull()).isEqualTo(company.north());
    assertThat(done.result().output()).isEqualTo(OUTPUT);
    assertThat(done.result().usageOrNull()).isEqualTo(USAGE);
    assertThat(done.result().completedAtOrNull()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aRunEndsOnce(Login login) {
    Company company = Company.in(login);
    AgentRuns runs = new AgentRuns(login.tables());
    TenantScope north = company.inNorth();
    AgentRunId failed = start(runs, north);
    AgentRunId cancelled = start(runs, north);
    AgentRunId refused = start(runs, north);
    runs.fail(north, failed, "no answer", USAGE);
    runs.cancel(north, cancelled, "not needed");
    runs.refuse(north, refused, "over budget");
    assertThat(List.of(failed, cancelled, refused))
        .extracting(id -> runs.find(north, id).orElseThrow())
        .extracting(run -> run.status() + " " + run.result().errorOrNull())
        .containsExactly("FAILED no answer", "CANCELLED not needed", "REFUSED over budget");
    for (AgentRunId over : List.of(failed, cancelled, refused)) {
      assertRefused("illegal_transition", () -> runs.complete(north, over, OUTPUT, USAGE));
      assertRefused("illegal_transition", () -> runs.cancel(north, over, "late"));
    }
    AgentRunId open = start(runs, north);
    assertRefused("unknown_id", () -> runs.complete(company.inSouth(), open, OUTPUT, USAGE));
    assertRefused(
        "no_workspace_access", () -> runs.cancel(company.as(company.vic()), open, "not mine"));
    assertThat(runs.find(north, open).map(AgentRun::status)).contains(AgentRun.Status.RUNNING);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aModulesRunsAreTheNewestFirst(Login login) {
    Company company = Company.in(login);
    AgentRuns runs = new AgentRuns(login.tables());
    AgentRunId first = start(runs, company.inNorth());
    AgentRunId second = start(runs, company.inNorth());
    runs.start(company.inNorth(), run("ai_cro", "forecaster"));
    List<AgentRun> recent = runs.recent(company.scope(), "ai_cmo", FIRST);
    assertThat(recent).extracting(AgentRun::id).containsExactly(second, first);
    assertThat(runs.recent(company.scope(), "ai_cmo", Page.after(recent.get(0).key(), 5)))
        .extracting(AgentRun::id)
        .containsExactly(first);
    assertThat(runs.recent(company.inSouth(), "ai_cmo", FIRST)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatADayCostIsSummedByAgentAndCurrency(Login login) {
    Company company = Company.in(login);
    AgentRuns runs = new AgentRuns(login.tables());
    TenantScope north = company.inNorth();
    onDay(login, runs.start(north, run("ai_cmo", "designer")), north, "00:00:00", "0.10");
    onDay(login, runs.start(north, run("ai_cmo", "designer")), north, "23:59:59.999999", "0.205");
    onDay(login, runs.start(north, run("ai_cmo", "writer")), north, "12:00:00", "1");
    onDay(login, runs.start(north, run("ai_cro", "forecaster")), north, "12:00:00", "5");
    AgentRunId before = runs.start(north, run("ai_cmo", "designer"));
    login
        .operator()
        .execute(
            "update agent_runs set created_at = '2026-11-19T23:59:59.999999Z', cost = 100 where id = '%s'"
                .formatted(before));
    assertThat(runs.spent(north, "ai_cmo", DAY))
        .containsExactly(
            new Spending("designer", 2, Money.of("0.305", "USD")),
            new Spending("writer", 1, Money.of("1", "USD")));
    assertThat(runs.spent(north, "ai_cmo", DAY.plusDays(1))).isEmpty();
    assertThat(runs.spent(company.inSouth(), "ai_cmo", DAY)).isEmpty();
  }

  private static void onDay(
      Login login, AgentRunId id, TenantScope scope, String time, String cost) {
    new AgentRuns(login.tables()).complete(scope, id, OUTPUT, USAGE.costing(Money.of(cost, "USD")));
    login
        .operator()
        .execute(
            "update agent_runs set created_at = '%sT%sZ' where id = '%s'".formatted(DAY, time, id));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aTenantThatIsNotRegisteredHasRunsToo(Login login) {
    AgentRuns runs = new AgentRuns(login.tables());
    TenantScope unregistered = TenantScope.of(new TenantId(UUID.randomUUID()));
    AgentRunId id = start(runs, unregistered);
    assertThat(runs.find(unregistered, id)).get().extracting(AgentRun::workspaceOrNull).isNull();
    Company company = Company.in(login);
    assertThat(runs.find(company.scope(), start(runs, company.scope())))
        .get()
        .extracting(run -> String.valueOf(run.workspaceOrNull()))
        .isEqualTo(company.tenant().toString());
    assertRefused("no_workspace_access", () -> start(runs, company.as(company.ada())));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatDoesNotFitIsRefusedByItsField(Login login) {
    Company company = Company.in(login);
    AgentRuns runs = new AgentRuns(login.tables());
    assertInvalid("module_id", () -> runs.start(company.inNorth(), run("", "x")));
    AgentRunId id = start(runs, company.inNorth());
    assertInvalid(
        "cost",
        () -> runs.complete(company.inNorth(), id, OUTPUT, USAGE.costing(Money.of("-1", "USD"))));
    assertInvalid(
        "duration",
        () -> runs.complete(company.inNorth(), id, OUTPUT, RunUsage.of(Duration.ofMillis(-1))));
    assertInvalid("error", () -> runs.fail(company.inNorth(), id, "\u0000", USAGE));
  }
}
