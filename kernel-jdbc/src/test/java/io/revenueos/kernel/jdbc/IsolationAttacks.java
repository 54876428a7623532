package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.testkit.AppLogin;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TenantRows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What tenant B may try against tenant A with any SQL at all, on a real PostgreSQL, in every table
 * that has a tenant: the tables are asked from the catalog. B's connection is that of a production
 * host: it may act as the application role, and as nobody else.
 */
abstract class IsolationAttacks {
  private static final TenantId A = new TenantId(UUID.randomUUID());
  private static final TenantId B = new TenantId(UUID.randomUUID());
  // insufficient_privilege: what PostgreSQL answers for a row that a policy refuses, too.
  private static final String REFUSED = "42501";

  private PooledDatabase database;
  private Rows operator;
  private AppLogin attacker;
  private TenantRows tables;
  private TenantRows.Added ofA;

  /** Brings a schema up to date. */
  abstract void migrate(DataSource dataSource);

  @BeforeEach
  void twoTenantsWithARowInEveryTable() {
    String url = TestDatabases.emptyUrl(Database.POSTGRESQL);
    database = PooledDatabase.open(url);
    migrate(database.dataSource());
    operator = Rows.of(database.dataSource());
    tables = TenantRows.in(operator);
    ofA = tables.addFor(A);
    tables.addFor(B);
    attacker = AppLogin.on(url, operator);
  }

  @AfterEach
  void nothingOfAHasChanged() {
    try {
      for (String table : tables.tables()) {
        assertThat(rowsOf(A, table)).as(table).isEqualTo("1");
      }
    } finally {
      attacker.close();
      database.close();
    }
  }

  private String rowsOf(TenantId tenant, String table) {
    return operator
        .lines("select count(*) from %s where tenant_id = '%s'".formatted(table, tenant))
        .get(0);
  }

  /** Runs in one transaction that has B's scope, and rolls it back. */
  private List<String> asB(String... statements) {
    return attacker.in(
        "select set_config('revenueos.tenant_id', '%s', true)".formatted(B), statements);
  }

  private String stateAsB(String... statements) {
    return attacker.stateOf(() -> asB(statements));
  }

  @Test
  void theSuiteReachesEveryTable() {
    assertThat(tables.tables())
        .contains("kernel_events", "leads", "workspaces", "os_tenant_registry")
        .hasSizeGreaterThan(19);
    assertThat(ofA.rows().keySet()).isEqualTo(tables.tables());
    for (String table : tables.tables()) {
      assertThat(asB("select count(*) from " + table)).as(table).containsExactly("1");
    }
  }

  @Test
  void withoutAScopeThereAreNoRows() {
    for (String table : tables.tables()) {
      assertThat(attacker.in("select 1", "select count(*) from " + table))
          .as(table)
          .containsExactly("0");
    }
  }

  @Test
  void rowsOfAnotherTenantAreNotSeen() {
    for (String table : tables.tables()) {
      assertThat(asB("select * from %s where tenant_id = '%s'".formatted(table, A)))
          .as(table)
          .isEmpty();
      assertThat(asB("select t::text from %s t".formatted(table)))
          .as(table)
          .noneMatch(row -> row.contains(A.toString()) || row.contains(TenantRows.mark(A)));
    }
  }

  @Test
  void rowsCannotBeAddedForAnotherTenant() {
    for (String table : tables.tables()) {
      assertThat(stateAsB(copyOfOwn(table, A))).as(table).isEqualTo(REFUSED);
    }
  }

  /** Adds B's own row once more, for a tenant. */
  private String copyOfOwn(String table, TenantId tenant) {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String column : tables.writableColumns(table)) {
      columns.add('"' + column + '"');
      values.add(column.equals("tenant_id") ? "'%s'::uuid".formatted(tenant) : '"' + column + '"');
    }
    return "insert into %s (%s) select %s from %s"
        .formatted(table, String.join(", ", columns), String.join(", ", values), table);
  }

  @Test
  void rowsOfAnotherTenantAreNeitherChangedNorDeletedNorLocked() {
    for (String table : tables.tables()) {
      String own = " where tenant_id = '%s'".formatted(A);
      assertThat(asB("update %s set tenant_id = tenant_id%s returning 1".formatted(table, own)))
          .as(table)
          .isEmpty();
      assertThat(asB("delete from %s%s returning 1".formatted(table, own))).as(table).isEmpty();
      assertThat(asB("select 1 from %s%s for update".formatted(table, own))).as(table).isEmpty();
    }
  }

  @Test
  void rowsCannotBeMovedToAnotherTenant() {
    for (String table : tables.tables()) {
      String moved = stateAsB("update %s set tenant_id = '%s'".formatted(table, A));
      // The log refuses every update by a trigger, before any policy is asked.
      assertThat(moved).as(table).isIn(REFUSED, "23001");
      assertThat(rowsOf(B, table)).as(table).isEqualTo("1");
    }
  }

  @Test
  void rowsOfAnotherTenantCannotBeReferredTo() {
    List<TenantRows.Reference> references = tables.references();
    assertThat(references).hasSizeGreaterThan(8);
    for (TenantRows.Reference key : references) {
      String others = ofA.value(key.target(), key.targetColumn());
      String pointed =
          stateAsB(
              "set constraints all immediate",
              "update %s set \"%s\" = '%s'".formatted(key.table(), key.column(), others));
      // Refused by the key, or by a policy that knows the workspace is not there.
      assertThat(pointed).as(key.toString()).isIn("23503", REFUSED);
    }
  }

  @Test
  void copyingSeesNoMore() {
    for (String table : tables.tables()) {
      assertThat(attacker.copyOut(B, table))
          .as(table)
          .doesNotContain(A.toString())
          .doesNotContain(TenantRows.mark(A))
          .contains(B.toString());
      assertThat(attacker.stateOf(() -> attacker.copyIn(B, table))).as(table).isEqualTo("0A000");
    }
  }

  @Test
  void viewsAndFunctionsAreNoDetour() {
    for (String table : tables.tables()) {
      assertThat(
              asB(
                  "create temporary view detour as select * from " + table,
                  "select count(*) from detour where tenant_id = '%s'".formatted(A)))
          .as(table)
          .containsExactly("0");
      assertThat(
              asB(
                  "create function pg_temp.detour() returns bigint language sql security definer"
                      + " as 'select count(*) from %s where tenant_id = ''%s'''"
                          .formatted(table, A),
                  "select pg_temp.detour()"))
          .as(table)
          .containsExactly("0");
      assertThat(stateAsB("create view public.detour as select * from " + table))
          .as(table)
          .isEqualTo(REFUSED);
    }
  }

  @Test
  void nobodyElseCanBeBecome() {
    for (String role : List.of("revenueos_owner", "revenueos_scan", "postgres")) {
      assertThat(stateAsB("set role " + role)).as(role).isEqualTo(REFUSED);
      assertThat(stateAsB("select set_config('role', '%s', true)".formatted(role)))
          .as(role)
          .isEqualTo(REFUSED);
      assertThat(stateAsB("set session authorization " + role)).as(role).isEqualTo(REFUSED);
    }
    for (String table : tables.tables()) {
      assertThat(
              asB(
                  "reset role",
                  "select count(*) from %s where tenant_id = '%s'".formatted(table, A)))
          .as(table)
          .containsExactly("0");
    }
  }

  @Test
  void thePoliciesCannotBeSwitchedOff() {
    for (String table : tables.tables()) {
      assertThat(stateAsB("set local row_security = off", "select * from " + table))
          .as(table)
          .isEqualTo(REFUSED);
      assertThat(stateAsB("alter table %s disable row level security".formatted(table)))
          .as(table)
          .isEqualTo(REFUSED);
      assertThat(stateAsB("create policy mine on %s using (true)".formatted(table)))
          .as(table)
          .isEqualTo(REFUSED);
      assertThat(stateAsB("truncate " + table)).as(table).isEqualTo(REFUSED);
    }
  }

  @Test
  void aScopeEndsWithItsTransaction() {
    attacker.commit("select set_config('revenueos.tenant_id', '%s', true)".formatted(A));
    for (String table : tables.tables()) {
      assertThat(attacker.in("select 1", "select count(*) from " + table))
          .as(table)
          .containsExactly("0");
    }
  }

  @Test
  void theFunctionsThatLookOverAllTenantsTellIdsAndCountsOnly() {
    List<String> functions =
        operator.lines(
            """
            select p.proname from pg_proc p
            where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname <> 'kernel_is_member'
            """);
    assertThat(functions).hasSizeGreaterThan(6);
    for (String function : functions) {
      String argument =
          switch (function) {
            case "kernel_due_partitions" -> "now()";
            case "kernel_event_owner" -> ofA.value("kernel_events", "id");
            default -> "";
          };
      assertThat(asB("select f::text from %s(%s) f".formatted(function, argument)))
          .as(function)
          .noneMatch(row -> row.contains(TenantRows.mark(A)));
    }
  }

  @Test
  void aScopeThatIsNoTenantIsAnError() {
    assertThatThrownBy(
            () ->
                attacker.in(
                    "select set_config('revenueos.tenant_id', 'everyone', true)",
                    "select * from leads"))
        .hasMessageContaining("invalid input syntax for type uuid");
  }
}
