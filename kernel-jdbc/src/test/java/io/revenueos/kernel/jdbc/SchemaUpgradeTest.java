package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to rows: those that are there when the schema moves on, and those that change. */
class SchemaUpgradeTest {
  private static final String TENANT = "4161ee82-be97-4fa8-9017-5c40be3ebe19";

  /** A row for each table of version 1 that others refer to, or that version 2 changes. */
  private static final List<String> ROWS_OF_VERSION_1 =
      List.of(
          "insert into os_tenant_registry (slug, name, tenant_id, created_at, updated_at)"
              + " values ('acme', 'Acme', '%1$s', current_timestamp, current_timestamp)",
          "insert into leads (tenant_id, id, workspace_id, first_name, score)"
              + " values ('%1$s', '%1$s', gen_random_uuid(), 'Ada', 80)",
          "insert into deals (tenant_id, id, workspace_id, lead_id, name, \"value\")"
              + " values ('%1$s', '%1$s', gen_random_uuid(), '%1$s', 'Engine', 1200.75)",
          "insert into kernel_events (tenant_id, event_type, source, entity_type, entity_id,"
              + " correlation_id, idempotency_key, payload, occurred_at, created_at) values ('%1$s',"
              + " 'lead_captured', 'crm', 'lead', '1', 'c', 'k', '{}', current_timestamp,"
              + " current_timestamp)",
          "insert into kernel_decisions select '%1$s', 1, null, id, 'c', 'a.b.c_v1', 'emit_actions',"
              + " 'x', 'x', '{}', current_timestamp from kernel_events",
          "insert into kernel_actions values ('%1$s', 1, null, 1, 'c', 'call', 'deal', '1', 'info',"
              + " true, false, 'x', 'x', '{\"to\": 1}', 'pending', '{}', current_timestamp, null)",
          "insert into kernel_step_queue (tenant_id, action_id, action_type, module, due_at)"
              + " values ('%1$s', 1, 'call', 'm', current_timestamp)",
          "insert into tasks (tenant_id, lead_id, deal_id, target_kind, target_id, title,"
              + " description, due_date, priority, action_id, correlation_id, idempotency_key,"
              + " created_at, updated_at) values ('%1$s', '%1$s', '%1$s', 'deal', '1', 't', 'd',"
              + " current_timestamp, 'low', 1, 'c', 'k', current_timestamp, current_timestamp)");

  private static PooledDatabase ofVersion1(Database kind) {
    PooledDatabase database = TestDatabases.open(kind);
    Flyway.configure()
        .dataSource(database.dataSource())
        .locations(kind.migrationLocations().toArray(String[]::new))
        .table(KernelSchema.HISTORY_TABLE)
        // H2 ends with 1.5.
        .target("1.6?")
        .load()
        .migrate();
    Rows rows = Rows.of(database.dataSource());
    ROWS_OF_VERSION_1.forEach(row -> rows.execute(row.formatted(TENANT)));
    return database;
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theRowsOfVersion1AreStillThere(Database kind) {
    try (PooledDatabase database = ofVersion1(kind)) {
      KernelSchema schema = KernelSchema.on(database.dataSource());
      assertThat(schema.migrate()).isPositive();
      assertThat(schema.migrate()).isZero();
      Rows rows = Rows.of(database.dataSource());
      assertThat(rows.lines("select first_name, score from leads")).containsExactly("Ada 80");
      assertThat(rows.lines("select name, \"value\", currency, last_activity_at from deals"))
          .containsExactly("Engine 1200.75 USD null");
      assertThat(rows.lines("select title from tasks where deal_id is not null"))
          .containsExactly("t");
      assertThat(rows.lines("select slug from os_tenant_registry")).containsExactly("acme");
      assertThatCode(() -> JdbcKernelStore.on(database.dataSource())).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theStepQueueIsTheJobQueue(Database kind) {
    try (PooledDatabase database = ofVersion1(kind)) {
      KernelSchema.on(database.dataSource()).migrate();
      Rows rows = Rows.of(database.dataSource());
      String jobs =
          "select id, job_type, payload, status, priority, started_at, completed_at, retry_count,"
              + " error_message from job_queue where scheduled_at <= current_timestamp"
              + " and created_at <= current_timestamp and tenant_id = '"
              + TENANT
              + "'";
      assertThat(rows.lines(jobs)).containsExactly("1 call {\"to\": 1} pending 0 null null 0 null");
      rows.execute(
          "update kernel_step_queue set attempts = 2, node = 'n', lease_until = current_timestamp");
      for (String error : List.of("first", "second")) {
        rows.execute(
            "insert into kernel_attempts (tenant_id, kind, item_id, number, ended_at, node, error)"
                + " values ('%s', 'action', 1, 1, current_timestamp, 'n', '%s')"
                    .formatted(TENANT, error));
      }
      assertThat(rows.lines(jobs))
          .containsExactly("1 call {\"to\": 1} running 0 null null 2 second");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void updatedAtFollowsEveryChangeThatDoesNotSetIt(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema.on(database.dataSource()).migrate();
      Rows rows = Rows.of(database.dataSource());
      rows.execute(
          "insert into crm_contacts (tenant_id, first_name, updated_at)"
              + " values ('%s', 'Ada', timestamp with time zone '2020-01-01 00:00:00+00')"
                  .formatted(TENANT));
      rows.execute("update crm_contacts set first_name = 'Grace'");
      assertThat(
              rows.lines(
                  "select 1 from crm_contacts"
                      + " where updated_at > current_timestamp - interval '1' hour"))
          .hasSize(1);
      rows.execute(
          "update crm_contacts set updated_at = timestamp with time zone '2020-01-02 00:00:00+00'");
      assertThat(
              rows.lines(
                  "select 1 from crm_contacts"
                      + " where updated_at = timestamp with time zone '2020-01-02 00:00:00+00'"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aRowRefersToItsOwnTenantsRowsOnly(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema.on(database.dataSource()).migrate();
      Rows rows = Rows.of(database.dataSource());
      rows.execute(
          "insert into workspaces (tenant_id, id, name, slug) values ('%1$s', '%1$s', 'A', 'a')"
              .formatted(TENANT));
      String campaign =
          "insert into campaigns (tenant_id, workspace_id, name, channel)"
              + " values (%s, '%s', 'Spring', 'email')";
      rows.execute(campaign.formatted("'" + TENANT + "'", TENANT));
      assertThatThrownBy(() -> rows.execute(campaign.formatted("gen_random_uuid()", TENANT)))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
