package io.revenueos.kernel.jdbc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Rules that every table must keep, asked from PostgreSQL's catalog: a new table is held to them. A
 * subclass says which parts come with the kernel's tables.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SchemaRulesContract {
  /** The keys that no tenant leads, and why. Their tables do not distribute by tenant. */
  private static final Map<String, String> NOT_BY_TENANT =
      Map.of(
          "os_tenant_registry_pkey", "names a registration, before anything is asked of its tenant",
          "os_tenant_registry_slug_key", "a slug is one tenant's alone",
          "kernel_pauses_pkey", "the operator's: what stands still, of whatever tenant",
          "module_rollouts_pkey", "the operator's: what holds for tenants without a switch",
          "industry_verticals_pkey", "the same templates for every tenant",
          "industry_verticals_slug_key", "the same templates for every tenant");

  private static final String TABLE =
      """
      join pg_class t on t.oid = %s and t.relkind = 'r' and t.relname <> 'kernel_schema_history'
      join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
      """;

  private static final String COLUMNS =
      """
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and t.table_type = 'BASE TABLE'
        and table_name <> 'kernel_schema_history'
      """;

  private PooledDatabase database;
  private Rows rows;

  /** What is migrated together with the kernel's tables. */
  protected abstract SchemaPart[] parts();

  @BeforeAll
  void migrate() {
    database = TestDatabases.open(Database.POSTGRESQL);
    KernelSchema.on(database.dataSource(), parts()).migrate();
    rows = Rows.of(database.dataSource());
  }

  @AfterAll
  void close() {
    database.close();
  }

  /** The columns of tables, as {@code table.column}, that meet a condition. */
  private Set<String> columns(String condition) {
    return new TreeSet<>(
        rows.lines("select table_name || '.' || column_name " + COLUMNS + " and " + condition));
  }

  private Set<String> tables(String condition) {
    return new TreeSet<>(rows.lines("select table_name " + COLUMNS + " and " + condition));
  }

  private Set<String> tenantTables() {
    Set<String> tables = tables("column_name = 'tenant_id'");
    assertThat(tables).hasSizeGreaterThan(35);
    return tables;
  }

  @Test
  void everyRowHasATenant() {
    Set<String> tables = tables("true");
    tables.removeAll(
        tables("column_name = 'tenant_id' and data_type = 'uuid' and is_nullable = 'NO'"));
    assertThat(tables).allMatch(table -> NOT_BY_TENANT.containsKey(table + "_pkey"));
  }

  @Test
  void everyKeyAndEveryIndexIsLedByTheTenant() {
    assertThat(
            rows.lines(
                """
                select x.relname from pg_index i %s
                join pg_class x on x.oid = i.indexrelid
                join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
                where a.attname <> 'tenant_id'
                """
                    .formatted(TABLE.formatted("i.indrelid"))))
        .containsExactlyInAnyOrderElementsOf(NOT_BY_TENANT.keySet());
  }

  @Test
  void everyTableHasAPrimaryKey() {
    assertThat(
            rows.lines(
                "select t.relname from pg_index i %s where i.indisprimary"
                    .formatted(TABLE.formatted("i.indrelid"))))
        .containsExactlyInAnyOrderElementsOf(tables("true"));
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
    assertThat(keys).hasSizeGreaterThan(24).allMatch(key -> key.endsWith(" t"));
  }

  @Test
  void everyForeignKeyHasAnIndexThatFindsItsRows() {
    assertThat(
            rows.lines(
                """
                select t.relname, c.conname from pg_constraint c %s
                where c.contype = 'f' and not exists (
                  select from pg_index i
                  where i.indrelid = t.oid
                    and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)
                """
                    .formatted(TABLE.formatted("c.conrelid"))))
        .isEmpty();
  }

  @Test
  void everyWorkspacesRowsAreFoundByAnIndex() {
    Set<String> found =
        Set.copyOf(
            rows.lines(
                """
                select t.relname from pg_index i %s
                join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[1]
                where a.attname = 'workspace_id'
                """
                    .formatted(TABLE.formatted("i.indrelid"))));
    // The kernel's own tables are never asked by workspace.
    assertThat(found)
        .containsAll(tables("column_name = 'workspace_id' and table_name not like 'kernel\\_%'"));
  }

  @Test
  void everyTenantsTableIsUnderTheFourPolicies() {
    assertThat(
            rows.lines(
                """
                select t.relname from pg_class s %s
                where t.relrowsecurity and t.relforcerowsecurity
                  and (select array_agg(p.polname::text || p.polcmd::text order by p.polcmd) from pg_policy p
                       where p.polrelid = t.oid and p.polname like 'tenant\\_%%')
                    = array['tenant_writea', 'tenant_deleted', 'tenant_readr', 'tenant_updatew']
                """
                    .formatted(TABLE.formatted("s.oid"))))
        .containsExactlyInAnyOrderElementsOf(tenantTables());
  }

  @Test
  void everyTableBelongsToTheRoleThatNobodyConnectsAs() {
    assertThat(
            rows.lines(
                """
                select t.relname from pg_class s %s
                where pg_get_userbyid(t.relowner) <> 'revenueos_owner'
                   or not has_table_privilege('revenueos_app', t.oid, 'select')
                """
                    .formatted(TABLE.formatted("s.oid"))))
        .isEmpty();
  }

  @Test
  void everyTimeKnowsItsZone() {
    assertThat(columns("data_type in ('timestamp without time zone', 'time without time zone')"))
        .isEmpty();
    assertThat(columns("column_name like '%\\_at'"))
        .hasSizeGreaterThan(50)
        .isEqualTo(columns("column_name like '%\\_at' and data_type = 'timestamp with time zone'"));
  }

  @Test
  void everyUpdatedAtIsKept() {
    assertThat(
            rows.lines(
                """
                select t.relname from pg_trigger g %s
                where g.tgname = 'touch' and g.tgfoid = 'kernel_touch'::regproc and g.tgenabled = 'O'
                """
                    .formatted(TABLE.formatted("g.tgrelid"))))
        .containsExactlyInAnyOrderElementsOf(tables("column_name = 'updated_at'"));
    assertThat(columns("column_name in ('created_at', 'updated_at') and is_nullable = 'YES'"))
        .isEmpty();
  }

  @Test
  void everyStatusIsOneOfAListedFew() {
    Set<String> checked =
        Set.copyOf(
            rows.lines(
                """
                select t.relname || '.' || a.attname from pg_constraint c %s
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
                where c.contype = 'c' and pg_get_constraintdef(c.oid) like '%%ARRAY[%%'
                """
                    .formatted(TABLE.formatted("c.conrelid"))));
    // user_roles.role is open: a module's manifest names the roles that it admits.
    Set<String> statuses =
        columns(
            """
            (column_name like '%status' or column_name like '%\\_type' or column_name in ('kind',
              'type', 'role', 'decision_outcome', 'severity', 'priority', 'channel', 'platform',
              'direction', 'sentiment', 'scenario', 'data_mode'))
            and table_name || '.' || column_name not in ('user_roles.role', 'content_calendar.content_type',
              'kernel_events.event_type', 'kernel_events.entity_type', 'kernel_actions.action_type',
              'kernel_step_queue.action_type')
            """);
    assertThat(statuses).hasSizeGreaterThan(30);
    assertThat(checked).containsAll(statuses);
  }

  @Test
  void moneyIsExactAndNamesItsCurrency() {
    String money =
        "column_name ~ '^(value|revenue|cost|budget.*|.*_arr|target_pipeline)$' and data_type ";
    assertThat(columns(money + "<> 'numeric'")).isEmpty();
    assertThat(columns(money + "= 'numeric'")).hasSizeGreaterThan(4);
    assertThat(tables("column_name = 'currency' and data_type = 'character'"))
        .containsAll(tables(money + "= 'numeric'"));
    assertThat(columns("data_type in ('real', 'double precision', 'money')")).isEmpty();
  }

  @Test
  void noSecretIsKeptInTheClear() {
    assertThat(columns("column_name ~ '(secret|password|token|api_key|private_key)(_encrypted)?$'"))
        .hasSizeGreaterThan(4)
        .allMatch(column -> column.endsWith("_encrypted"));
  }
}
