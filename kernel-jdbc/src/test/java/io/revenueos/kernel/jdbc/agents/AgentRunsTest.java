package io.revenueos.kernel.jdbc.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.agent.TokenUsage;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.testkit.ActionRows;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.AgentLedger.NewAgentRun;
import io.revenueos.kernel.store.AgentRunEnd;
import io.revenueos.kernel.store.AgentRunRecord;
import io.revenueos.kernel.store.Page;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kernel wrote of its agents' runs, as screens read it. */
class AgentRunsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Page<TimeKey> FIRST = Page.first(10);
  private static final Spend SPENT = new Spend(new TokenUsage(1000, 200), new BigDecimal("0.0145"));

  private static ActionRows rows(Login login, Company company) {
    return new ActionRows(login.operator(), company.tenant(), company.north());
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatTheKernelKeepsOfARunIsRead(Login login) {
    Company company = Company.in(login);
    NewAgentRun begun =
        new NewAgentRun(
            new ActionId(7),
            "ai_cmo",
            "designer",
            "campaigns",
            company.north(),
            JsonObject.of("goal", "leads"),
            "req-1",
            SPENT);
    AgentRunEnd end =
        new AgentRunEnd(
            AgentRunRecord.Status.COMPLETED,
            JsonObject.of("answer", 42),
            null,
            "openai/gpt-4o",
            "gpt-4o-2024",
            Duration.ofMillis(1500));
    login
        .store()
        .inTransaction(
            company.scope(),
            transaction -> {
              transaction.agents().begin(begun, List.of(), NOW);
              AgentRunRecord run = transaction.agents().ofAction(new ActionId(7)).orElseThrow();
              return transaction.agents().end(run.id(), end, SPENT, NOW);
            });
    AgentRun run = new AgentRuns(login.tables()).recent(company.inNorth(), "ai_cmo", FIRST).get(0);
    assertThat(run.status()).isEqualTo(AgentRun.Status.COMPLETED);
    assertThat(run.workspaceOrNull()).isEqualTo(company.north());
    assertThat(run.request().agent()).isEqualTo("designer");
    assertThat(run.request().input()).isEqualTo(JsonObject.of("goal", "leads"));
    assertThat(run.request().actionOrNull()).isEqualTo(new ActionId(7));
    assertThat(run.createdAt()).isEqualTo(NOW);
    assertThat(run.result())
        .isEqualTo(
            new AgentRun.Result(
                JsonObject.of("answer", 42),
                new RunUsage(
                    "openai/gpt-4o",
                    "gpt-4o-2024",
                    new RunUsage.Tokens(1000, 200),
                    Money.of("0.0145", "USD"),
                    Duration.ofMillis(1500)),
                null,
                NOW));
    assertThat(new AgentRuns(login.tables()).find(company.inSouth(), run.id())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aModulesRunsAreTheNewestFirst(Login login) {
    Company company = Company.in(login);
    ActionRows rows = rows(login, company);
    AgentRunId first = rows.run("ai_cmo", "designer", NOW);
    AgentRunId second = rows.run("ai_cmo", "designer", NOW.plusSeconds(1));
    rows.run("ai_cro", "forecaster", NOW.plusSeconds(2));
    AgentRuns runs = new AgentRuns(login.tables());
    List<AgentRun> recent = runs.recent(company.scope(), "ai_cmo", FIRST);
    assertThat(recent).extracting(AgentRun::id).containsExactly(second, first);
    assertThat(runs.recent(company.scope(), "ai_cmo", Page.after(recent.get(0).key(), 5)))
        .extracting(AgentRun::id)
        .containsExactly(first);
    assertThat(runs.recent(company.inSouth(), "ai_cmo", FIRST)).isEmpty();
    assertThatThrownBy(() -> runs.recent(company.scope(), "", FIRST))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("module_id");
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatADayCostIsSummedByAgentAndCurrency(Login login) {
    Company company = Company.in(login);
    costing(login, company, "ai_cmo designer", "2026-11-20T00:00:00Z", "0.10");
    costing(login, company, "ai_cmo designer", "2026-11-20T23:59:59.999999Z", "0.205");
    costing(login, company, "ai_cmo writer", "2026-11-20T12:00:00Z", "1");
    costing(login, company, "ai_cro forecaster", "2026-11-20T12:00:00Z", "5");
    costing(login, company, "ai_cmo designer", "2026-11-19T23:59:59.999999Z", "100");
    AgentRuns runs = new AgentRuns(login.tables());
    assertThat(runs.spent(company.inNorth(), "ai_cmo", DAY))
        .containsExactly(
            new Spending("designer", 2, Money.of("0.305", "USD")),
            new Spending("writer", 1, Money.of("1", "USD")));
    assertThat(runs.spent(company.inNorth(), "ai_cmo", DAY.plusDays(1))).isEmpty();
    assertThat(runs.spent(company.inSouth(), "ai_cmo", DAY)).isEmpty();
  }

  private static void costing(
      Login login, Company company, String moduleAndAgent, String at, String cost) {
    List<String> names = List.of(moduleAndAgent.split(" ", -1));
    AgentRunId id = rows(login, company).run(names.get(0), names.get(1), Instant.parse(at));
    login.operator().execute("update agent_runs set cost = %s where id = '%s'".formatted(cost, id));
  }
}
