package io.revenueos.cmo.agents;

import io.revenueos.cmo.CmoModule;
import io.revenueos.cmo.CmoSchema;
import io.revenueos.cmo.data.BrandProfiles;
import io.revenueos.cmo.data.Campaigns;
import io.revenueos.cmo.data.CmoProvisioning;
import io.revenueos.cmo.data.ContentAssets;
import io.revenueos.cmo.data.Funnels;
import io.revenueos.cmo.data.IcpSegments;
import io.revenueos.cmo.data.MarketingPlans;
import io.revenueos.cmo.data.Offers;
import io.revenueos.cmo.data.WeeklySummaries;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.ModelPrices;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.provisioning.TenantPlan;
import io.revenueos.kernel.jdbc.provisioning.TenantProvisioning;
import io.revenueos.kernel.jdbc.testkit.AppLogin;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.KernelRequest;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.testkit.SettableClock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A kernel with the AI CMO, two tenants, and a marketer in each; it connects to PostgreSQL as an
 * application does.
 *
 * @param operator connects as a user whom no policy binds
 */
record Office(PooledDatabase operator, PooledDatabase pool, TenantDatabase database, Kernel kernel)
    implements AutoCloseable {
  static final TenantId A = TenantId.of("0a000000-0000-4000-8000-00000000000a");
  static final TenantId B = TenantId.of("fb000000-0000-4000-8000-00000000000b");
  static final UserId MARKETER = UserId.of("0b0b0000-0000-4000-8000-000000000002");
  static final JsonObject PLAIN =
      JsonObject.parse(
          """
          {"brand_profile": {"business_name": "Acme", "industry": "Toys",
                             "value_proposition": "Toys that last"},
           "segments": [{"segment_code": "parents", "name": "Parents", "priority_score": 90,
                         "pain_points": ["Toys that break"]}],
           "offers": [{"name": "Box", "value_proposition": "A toy a month",
                       "target_segment_codes": ["parents"]}]}
          """);

  static Office of(@Nullable ChatModel model) {
    return of(model, PLAIN);
  }

  static Office of(@Nullable ChatModel model, JsonObject data) {
    return on(Database.H2, model, data);
  }

  /**
   * @param data of A, for the AI CMO
   */
  static Office on(Database kind, @Nullable ChatModel model, JsonObject data) {
    String url = TestDatabases.emptyUrl(kind) + (kind == Database.H2 ? ";DB_CLOSE_DELAY=-1" : "");
    PooledDatabase operator = PooledDatabase.open(url);
    KernelSchema.on(operator.dataSource(), new CmoSchema()).migrate();
    Rows all = Rows.of(operator.dataSource());
    PooledDatabase pool = PooledDatabase.open(kind == Database.H2 ? url : AppLogin.url(url, all));
    TenantProvisioning provisioning =
        TenantProvisioning.on(pool.dataSource(), new CmoProvisioning());
    provisioning.provision(plan(A, "a", data));
    provisioning.provision(plan(B, "b", PLAIN));
    TenantDatabase database = TenantDatabase.on(pool.dataSource());
    KernelBuilder builder =
        Kernel.builder()
            .store(JdbcKernelStore.on(pool.dataSource()))
            .module(CmoModule.on(database))
            .clock(SettableClock.at("2026-01-07T10:00:00Z"));
    if (model != null) {
      builder.model(model, ModelPrices.none());
    }
    return new Office(operator, pool, database, builder.build());
  }

  private static TenantPlan plan(TenantId id, String slug, JsonObject data) {
    return TenantPlan.parse(
        """
        {"tenant_id": "%s", "slug": "%s", "name": "%s",
         "users": [{"user_id": "%s", "roles": ["marketer"],
                    "workspaces": [{"workspace": "default"}]}],
         "data": {"ai_cmo": %s}}
        """
            .formatted(id, slug, slug, MARKETER, data.toJson()),
        "ops");
  }

  static TenantScope scope(TenantId tenant) {
    return TenantScope.of(tenant).in(new WorkspaceId(tenant.value())).as(Actor.of(MARKETER));
  }

  /** Asks for A, and has it carried out. */
  RecordedAction run(String mode, String input) {
    return run(A, mode, input);
  }

  RecordedAction run(TenantId tenant, String mode, String input) {
    JsonObject json = JsonObject.parse(input.replace('\'', '"'));
    String correlation = "%s-%s".formatted(mode, UUID.randomUUID());
    ProcessedEvent asked =
        kernel
            .modules()
            .request(
                KernelRequest.of(scope(tenant), new ModuleId("ai_cmo"), mode, correlation)
                    .with(json));
    kernel.runDue();
    return kernel.modules().run(scope(tenant), asked.eventId()).orElseThrow();
  }

  /** How many rows A has. */
  Map<String, Integer> rows() {
    Map<String, Integer> rows = new LinkedHashMap<>();
    rows.put("profiles", (int) BrandProfiles.on(database).count(scope(A)));
    rows.put("segments", (int) IcpSegments.on(database).count(scope(A)));
    rows.put("offers", (int) Offers.on(database).count(scope(A)));
    rows.put("plans", (int) MarketingPlans.on(database).count(scope(A)));
    rows.put("funnels", (int) Funnels.on(database).count(scope(A)));
    rows.put("campaigns", (int) Campaigns.on(database).count(scope(A)));
    rows.put("content", (int) ContentAssets.on(database).count(scope(A)));
    rows.put("weeks", (int) WeeklySummaries.on(database).count(scope(A)));
    return rows;
  }

  @Override
  public void close() {
    kernel.close();
    pool.close();
    operator.close();
  }
}
