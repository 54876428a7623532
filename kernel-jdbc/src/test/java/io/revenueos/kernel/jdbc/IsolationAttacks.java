package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.testkit.TwoTenants.A;
import static io.revenueos.kernel.jdbc.testkit.TwoTenants.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.testkit.TenantRows;
import io.revenueos.kernel.jdbc.testkit.TwoTenants;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What tenant B may try against tenant A with any SQL at all, on a real PostgreSQL, in every table
 * that has a tenant: the tables are asked from the catalog.
 */
public abstract class IsolationAttacks {
  // insufficient_privilege: what PostgreSQL answers for a row that a policy refuses, too.
  private static final String REFUSED = "42501";

  private TwoTenants stage;

  /** Brings a schema up to date. */
  protected abstract void migrate(DataSource dataSource);

  @BeforeEach
  void twoTenantsWithARowInEveryTable() {
    stage = new TwoTenants(this::migrate);
  }

  @AfterEach
  void nothingOfAHasChanged() {
    try (TwoTenants tenants = stage) {
      for (String table : tables()) {
        assertThat(tenants.rowsOf(A, table)).as(table).isEqualTo("1");
      }
    }
  }

  private Set<String> tables() {
    return stage.tables().tables();
  }

  private List<String> asB(String... statements) {
    return stage.asB(statements);
  }

  private String stateAsB(String... statements) {
    return stage.stateAsB(statements);
  }

  @Test
  void theSuiteReachesEveryTable() {
    assertThat(tables())
        .contains("kernel_events", "leads", "workspaces", "os_tenant_registry")
        .hasSizeGreaterThan(19);
    assertThat(stage.ofA().rows().keySet()).isEqualTo(tables());
    for (String table : tables()) {
      assertThat(asB("select count(*) from " + table)).as(table).containsExactly("1");
    }
  }

  @Test
  void withoutAScopeThereAreNoRows() {
    for (String table : tables()) {
      assertThat(stage.attacker().in("select 1", "select count(*) from " + table))
          .as(table)
          .containsExactly("0");
    }
  }

  @Test
  void rowsOfAnotherTenantAreNotSeen() {
    for (String table : tables()) {
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
    for (String table : tables()) {
      assertThat(stateAsB(stage.copyOfOwn(table, A))).as(table).isEqualTo(REFUSED);
    }
  }

  @Test
  void rowsOfAnotherTenantAreNeitherChangedNorDeletedNorLocked() {
    for (String table : tables()) {
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
    for (String table : tables()) {
      String moved = stateAsB("update %s set tenant_id = '%s'".formatted(table, A));
      // The log refuses every update by a trigger, before any policy is asked.
      assertThat(moved).as(table).isIn(REFUSED, "23001");
      assertThat(stage.rowsOf(B, table)).as(table).isEqualTo("1");
    }
  }

  @Test
  void rowsOfAnotherTenantCannotBeReferredTo() {
    List<TenantRows.Reference> references = stage.tables().references();
    assertThat(references).hasSizeGreaterThan(8);
    for (TenantRows.Reference key : references) {
      String others = stage.ofA().value(key.target(), key.targetColumn());
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
    for (String table : tables()) {
      assertThat(stage.attacker().copyOut(B, table))
          .as(table)
          .doesNotContain(A.toString())
          .doesNotContain(TenantRows.mark(A))
          .contains(B.toString());
      assertThat(stage.attacker().stateOf(() -> stage.attacker().copyIn(B, table)))
          .as(table)
          .isEqualTo("0A000");
    }
  }

  @Test
  void viewsAndFunctionsAreNoDetour() {
    for (String table : tables()) {
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
  void theViewsOfTheSchemaShowNoMore() {
    List<String> views =
        stage
            .operator()
            .lines(
                """
            select table_name from information_schema.columns join information_schema.views
              using (table_schema, table_name)
            where table_schema = 'public' and column_name = 'tenant_id'
            """);
    assertThat(views).hasSizeGreaterThan(4);
    for (String view : views) {
      assertThat(asB("select v::text from %s v".formatted(view)))
          .as(view)
          .noneMatch(row -> row.contains(A.toString()) || row.contains(TenantRows.mark(A)));
      assertThat(asB("select count(*) from %s where tenant_id = '%s'".formatted(view, B)))
          .as(view)
          .doesNotContain("0");
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
    for (String table : tables()) {
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
    for (String table : tables()) {
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
    stage.attacker().commit("select set_config('revenueos.tenant_id', '%s', true)".formatted(A));
    for (String table : tables()) {
      assertThat(stage.attacker().in("select 1", "select count(*) from " + table))
          .as(table)
          .containsExactly("0");
    }
  }

  @Test
  void theFunctionsThatLookOverAllTenantsTellIdsAndCountsOnly() {
    List<String> functions =
        stage
            .operator()
            .lines(
                """
            select p.proname from pg_proc p
            where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname <> 'kernel_is_member'
            """);
    assertThat(functions).hasSizeGreaterThan(6);
    for (String function : functions) {
      String argument =
          switch (function) {
            case "kernel_due_partitions" -> "now()";
            case "kernel_agent_runs" -> "'of-', now()";
            case "kernel_event_owner" -> stage.ofA().value("kernel_events", "id");
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
                stage
                    .attacker()
                    .in(
                        "select set_config('revenueos.tenant_id', 'everyone', true)",
                        "select * from leads"))
        .hasMessageContaining("invalid input syntax for type uuid");
  }
}
