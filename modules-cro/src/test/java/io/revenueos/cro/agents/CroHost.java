package io.revenueos.cro.agents;

import io.revenueos.cro.CroModule;
import io.revenueos.cro.CroSchema;
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
import io.revenueos.kernel.jdbc.crm.Activities;
import io.revenueos.kernel.jdbc.crm.Activity;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.jdbc.testkit.AppLogin;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.KernelRequest;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.testkit.SettableClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two tenants with the AI CRO's agents, which connect to PostgreSQL as an application does. Today
 * is 15 February 2026.
 */
final class CroHost implements AutoCloseable {
  static final Tenant A = Tenant.of(TenantId.of("aaaaaaaa-0000-4000-8000-000000000001"), "a", "A");
  static final Tenant B = Tenant.of(TenantId.of("bbbbbbbb-0000-4000-8000-000000000002"), "b", "B");
  static final UserId BOB = UserId.of("0b0b0000-0000-4000-8000-000000000002");
  private static final Instant NOW = Instant.parse("2026-02-15T10:00:00Z");
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final int HISTORY_DAYS = 400;

  private final PooledDatabase operator;
  private final PooledDatabase pool;
  private final Kernel kernel;

  /**
   * @param modelOrNull who words; null for the agents themselves
   */
  CroHost(Database kind, @Nullable ChatModel modelOrNull) {
    String url = TestDatabases.emptyUrl(kind) + (kind == Database.H2 ? ";DB_CLOSE_DELAY=-1" : "");
    operator = PooledDatabase.open(url);
    KernelSchema.on(operator.dataSource(), new CroSchema()).migrate();
    pool = PooledDatabase.open(kind == Database.H2 ? url : AppLogin.url(url, rows()));
    KernelBuilder builder =
        Kernel.builder()
            .store(JdbcKernelStore.on(pool.dataSource()))
            .module(CroModule.on(database()))
            .clock(SettableClock.at(NOW.toString()));
    if (modelOrNull != null) {
      builder.model(modelOrNull, ModelPrices.none());
    }
    kernel = builder.build();
    for (Tenant tenant : List.of(A, B)) {
      kernel.register(tenant);
      kernel
          .control()
          .identity(
              tenant.scope(),
              identity -> {
                identity.put(TenantUser.admin(BOB));
                identity.grant(BOB, new Role("sales"));
                return identity;
              });
    }
  }

  TenantDatabase database() {
    return TenantDatabase.on(pool.dataSource());
  }

  Rows rows() {
    return Rows.of(operator.dataSource());
  }

  /** A deal begins on every day, and ends 20 to 59 days later; every third is won. */
  void history(Tenant tenant) {
    LocalDate today = LocalDate.of(2026, 2, 15);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < HISTORY_DAYS; i++) {
      LocalDate begun = FIRST.plusDays(i);
      LocalDate closed = begun.plusDays(20 + i * 7 % 40);
      boolean open = closed.isAfter(today);
      values.add(
          "('%s', '%s', '%s', 'Deal %d', %d, 'EUR', '%s', %s, timestamp with time zone '%s 09:00:00+00')"
              .formatted(
                  tenant.id(),
                  new UUID(tenant.id().value().getMostSignificantBits(), i),
                  tenant.id(),
                  i,
                  1000 + i % 5 * 250,
                  open ? "demo" : i % 3 == 0 ? "closed_won" : "closed_lost",
                  open ? "null" : "date '" + closed + "'",
                  begun));
    }
    rows()
        .execute(
            "insert into deals (tenant_id, id, workspace_id, name, \"value\", currency, stage,"
                + " actual_close_date, created_at) values "
                + String.join(", ", values));
  }

  /** Sets what a tenant may set. */
  void set(Tenant tenant, JsonObject settings) {
    kernel.register(tenant.configured(JsonObject.of("settings", settings)));
  }

  /** An open deal with texts of its own in every field that has one. */
  DealId deal(Tenant tenant, String text) {
    DealId deal =
        new Deals(database())
            .add(
                tenant.scope(),
                DealDetails.of(
                        "Deal " + text,
                        DealTerms.in("demo").worth(Money.of("1000", "EUR")).likely(50))
                    .against("Rival " + text)
                    .noting("Notes " + text));
    new Activities(database())
        .add(
            tenant.scope(),
            deal,
            Activity.Happening.of(Activity.Kind.CALL, NOW.minusSeconds(86_400))
                .with(JsonObject.of("said", text)));
    return deal;
  }

  /** Asks and has it carried out. */
  RecordedAction run(Tenant tenant, String mode, String correlation, JsonObject input) {
    ProcessedEvent asked =
        kernel
            .modules()
            .request(
                KernelRequest.of(
                        tenant.scope().as(Actor.of(BOB)), new ModuleId("ai_cro"), mode, correlation)
                    .with(input));
    kernel.runDue();
    return kernel.modules().run(TenantScope.of(tenant.id()), asked.eventId()).orElseThrow();
  }

  @Override
  public void close() {
    kernel.close();
    pool.close();
    operator.close();
  }
}
