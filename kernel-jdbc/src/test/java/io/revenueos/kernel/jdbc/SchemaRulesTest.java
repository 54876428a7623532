package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.Rows;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rules that every table must keep, asked from PostgreSQL's catalog: a new table is held to them.
 */
class SchemaRulesTest {
  /** The columns that the seeds' schema document names for the tables that are there so far. */
  private static final List<String> OF_THE_SEEDS =
      List.of(
          "leads: id workspace_id email phone first_name last_name company status score source tags"
              + " segment_code custom_fields created_at updated_at",
          "deals: id lead_id name value stage probability expected_close_date actual_close_date"
              + " owner_id created_by notes created_at updated_at",
          "tasks: id lead_id deal_id title description due_date priority status assigned_to"
              + " created_by completed_at created_at updated_at",
          "channel_outbox: id workspace_id tenant_id channel provider recipient_id recipient_email"
              + " recipient_phone payload status scheduled_at sent_at provider_response"
              + " idempotency_key created_at",
          "cro_recommendations: id tenant_id workspace_id rec_type priority title description"
              + " deal_id lead_id status created_at updated_at",
          "kernel_events: id event_type tenant_id workspace_id entity_type entity_id payload"
              + " metadata created_at",
          "kernel_decisions: id event_id rule_name decision_outcome reason metadata created_at",
          "kernel_actions: id decision_id action_type status result created_at completed_at");

  /** Belong to whoever operates the kernel: the list of tenants, and what stands still. */
  private static final Set<String> WITHOUT_OWNER =
      Set.of("os_tenant_registry", "kernel_pauses", "module_rollouts");

  private static final JdbcStoreFixture FIXTURE = JdbcStoreFixture.postgres();

  private static final String OWN_COLUMNS =
      """
      from information_schema.columns
      where table_schema = 'public' and table_name <> 'kernel_schema_history'
      """;

  private static Rows rows;

  @BeforeAll
  static void ask() {
    rows = Rows.of(FIXTURE.dataSource());
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  private static Set<String> tenantTables() {
    Set<String> tables = new TreeSet<>(rows.lines("select distinct table_name " + OWN_COLUMNS));
    assertThat(tables).containsAll(WITHOUT_OWNER).hasSizeGreaterThan(13);
    tables.removeAll(WITHOUT_OWNER);
    return tables;
  }

  @Test
  void everyRowHasATenant() {
    assertThat(
            rows.lines(
                "select table_name "
                    + OWN_COLUMNS
                    + " and column_name = 'tenant_id' and data_type = 'uuid'"
                    + " and is_nullable = 'NO'"))
        .containsAll(tenantTables());
  }

  @Test
  void everyPrimaryKeyAndEveryUniqueIndexIsLedByTheTenant() {
    List<String> leaders =
        rows.lines(
            """
            select t.relname, x.relname, a.attname, i.indisprimary
            from pg_index i
            join pg_class t on t.oid = i.indrelid
            join pg_class x on x.oid = i.indexrelid
            join pg_namespace n on n.oid = t.relnamespace
            join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
            where n.nspname = 'public' and i.indisunique
              and t.relname not in
                  ('kernel_schema_history', 'os_tenant_registry', 'kernel_pauses', 'module_rollouts')
            """);
    assertThat(leaders).allMatch(line -> line.split(" ", -1)[2].equals("tenant_id"));
    assertThat(
            leaders.stream()
                .filter(line -> line.endsWith(" t"))
                .map(line -> line.split(" ", -1)[0]))
        .containsExactlyInAnyOrderElementsOf(tenantTables());
  }

  @Test
  void everyOtherIndexIsLedByTheTenantToo() {
    assertThat(
            rows.lines(
                """
                select t.relname, x.relname from pg_index i
                join pg_class t on t.oid = i.indrelid
                join pg_class x on x.oid = i.indexrelid
                join pg_namespace n on n.oid = t.relnamespace
                join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
                where n.nspname = 'public' and a.attname <> 'tenant_id'
                  and t.relname not in
                  ('kernel_schema_history', 'os_tenant_registry', 'kernel_pauses', 'module_rollouts')
                """))
        .isEmpty();
  }

  @Test
  void everyForeignKeyStaysWithinTheTenant() {
    List<String> keys =
        rows.lines(
            """
            select c.conrelid::regclass, c.confrelid::regclass,
                   exists (
                     select 1 from generate_subscripts(c.conkey, 1) k
                     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[k]
                     join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[k]
                     where a.attname = 'tenant_id' and f.attname = 'tenant_id')
            from pg_constraint c where c.contype = 'f'
            """);
    assertThat(keys).hasSizeGreaterThan(6).allMatch(key -> key.endsWith(" t"));
    assertThat(keys.stream().map(key -> key.split(" ", -1)[0]))
        .contains("kernel_decisions", "kernel_actions", "tasks", "cro_recommendations");
  }

  @Test
  void everyTimeKnowsItsZone() {
    assertThat(
            rows.lines(
                "select table_name, column_name "
                    + OWN_COLUMNS
                    + " and data_type in ('timestamp without time zone', 'time without time zone')"))
        .isEmpty();
    assertThat(
            rows.lines(
                "select table_name, column_name, data_type "
                    + OWN_COLUMNS
                    + " and column_name"
                    + " like '%\\_at'"))
        .isNotEmpty()
        .allMatch(column -> column.endsWith("timestamp with time zone"));
  }

  @Test
  void everyStatusIsOneOfAListedFew() {
    Set<String> checked =
        Set.copyOf(
            rows.lines(
                """
                select c.conrelid::regclass || '.' || a.attname from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
                where c.contype = 'c' and pg_get_constraintdef(c.oid) like '%ARRAY[%'
                """));
    List<String> statuses =
        rows.lines(
            "select table_name || '.' || column_name "
                + OWN_COLUMNS
                + " and (column_name like '%status' or column_name in ('kind',"
                + " 'decision_outcome', 'severity', 'priority', 'channel', 'rec_type'))");
    assertThat(statuses).hasSizeGreaterThan(13);
    assertThat(checked).containsAll(statuses);
  }

  @Test
  void everyColumnOfTheSeedsIsThere() {
    Set<String> expected =
        OF_THE_SEEDS.stream()
            .flatMap(
                line ->
                    Stream.of(line.substring(line.indexOf(':') + 2).split(" ", -1))
                        .map(column -> line.substring(0, line.indexOf(':')) + "." + column))
            .collect(Collectors.toSet());
    assertThat(rows.lines("select table_name || '.' || column_name " + OWN_COLUMNS))
        .containsAll(expected);
  }
}
