package io.revenueos.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cmo.CmoModule;
import io.revenueos.cro.CroModule;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.agent.ModelPrices;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.provisioning.ProvisioningStep;
import io.revenueos.kernel.jdbc.provisioning.TenantPlan;
import io.revenueos.kernel.jdbc.provisioning.TenantProvisioning;
import io.revenueos.kernel.jdbc.testkit.AppLogin;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TenantRows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.KernelRequest;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import org.junit.jupiter.api.Test;

/**
 * Every agent asks for a tenant, while every text of every table, as the catalog has them, holds a
 * mark of another one, who is asked for by name. A new table or column is there without anyone
 * remembering it.
 */
class NothingOfOthersIsPromptedTest {
  private static final TenantId A = TenantId.of("0a000000-0000-4000-8000-00000000000a");
  private static final TenantId B = TenantId.of("fb000000-0000-4000-8000-00000000000b");
  private static final UserId ADA = UserId.of("0b0b0000-0000-4000-8000-000000000002");
  private static final String PLAN =
      """
      {"tenant_id": "%s", "slug": "a", "name": "A",
       "users": [{"user_id": "%s", "role": "admin", "roles": ["marketer", "sales"]}]}
      """
          .formatted(A, ADA);
  private static final String DEALS =
      """
      insert into deals (tenant_id, name, "value", currency, stage, actual_close_date, created_at)
      select '%s', 'Own ' || i, 1000, 'EUR',
        case when i <= 60 then 'demo' when mod(i, 3) = 0 then 'closed_won' else 'closed_lost' end,
        case when i > 60 then current_date - i + 40 end, now() - make_interval(days => i)
      from generate_series(1, 500) i
      """
          .formatted(A);

  @Test
  void everyAgentIsAskedAboutItsTenantAlone() {
    String url = TestDatabases.emptyUrl(Database.POSTGRESQL);
    try (PooledDatabase operator = PooledDatabase.open(url)) {
      Rows rows = Rows.of(operator.dataSource());
      KernelSchema.on(operator.dataSource(), SchemaPart.discover()).migrate();
      TenantRows tables = TenantRows.in(rows);
      assertThat(tables.tables()).hasSizeGreaterThan(50);
      TenantRows.Added ofB = tables.addMarkedFor(B);
      assertThat(
              ofB.rows().values().stream()
                  .flatMap(row -> row.values().stream())
                  .filter(value -> value != null && value.contains(TenantRows.mark(B))))
          .hasSizeGreaterThan(150);
      try (PooledDatabase host = PooledDatabase.open(AppLogin.url(url, rows))) {
        TenantProvisioning.on(host.dataSource(), ProvisioningStep.discover())
            .provision(TenantPlan.parse(PLAN, "ops"));
        rows.execute(DEALS);
        CuriousModel model =
            new CuriousModel(ofB.value("deals", "id"), TenantRows.mark(B) + "-campaign_name");
        askAll(host, rows, model);
        assertThat(model.asked().toString()).contains("Own ", "there is no deal");
        assertThat(model.asked())
            .hasSizeGreaterThanOrEqualTo(20)
            .allSatisfy(
                request ->
                    assertThat(request.toString().replace(model.quoted(), ""))
                        .doesNotContain(TenantRows.mark(B))
                        .doesNotContain(B.toString()));
      }
    }
  }

  private static void askAll(PooledDatabase host, Rows rows, CuriousModel model) {
    TenantDatabase database = TenantDatabase.on(host.dataSource());
    String deal =
        rows.lines("select id from deals where tenant_id = '%s' and stage = 'demo'".formatted(A))
            .get(0);
    try (Kernel kernel =
        Kernel.builder()
            .store(JdbcKernelStore.on(host.dataSource()))
            .module(CroModule.on(database))
            .module(CmoModule.on(database))
            .model(model, ModelPrices.none())
            .build()) {
      ask(kernel, "ai_cro", "setup", "{}");
      ask(kernel, "ai_cro", "forecast", "{}");
      ask(kernel, "ai_cro", "deal_review", "{\"deal_id\":\"%s\"}".formatted(deal));
      ask(kernel, "ai_cro", "optimization", "{}");
      ask(kernel, "ai_cmo", "setup", "{}");
      ask(kernel, "ai_cmo", "strategy", "{\"goals\":[{\"metric\":\"leads\",\"target\":1}]}");
      ask(kernel, "ai_cmo", "funnels", "{\"channels\":[\"email\"]}");
      ask(kernel, "ai_cmo", "campaigns", "{\"name\":\"New\",\"channels\":[\"email\"]}");
      ask(kernel, "ai_cmo", "content", "{\"topic\":\"X\",\"channels\":[\"sms\"]}");
      ask(kernel, "ai_cmo", "optimization", "{}");
      assertThat(rows.lines("select agent from agent_runs where tenant_id = '%s'".formatted(A)))
          .hasSize(10);
    }
  }

  /** The run fails, the model's answer being none; what matters is what was asked. */
  private static void ask(Kernel kernel, String module, String mode, String input) {
    kernel
        .modules()
        .request(
            KernelRequest.of(TenantScope.of(A).as(Actor.of(ADA)), new ModuleId(module), mode, mode)
                .with(JsonObject.parse(input)));
    kernel.runDue();
  }
}
