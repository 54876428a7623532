package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose rows a transaction of a scope sees and changes, and whom it refuses. */
class TenantDatabaseTest {
  private static final String ADD =
      "insert into leads (tenant_id, workspace_id, company) values (:tenant, :home, :company)";
  private static final String SEEN = "select company from leads where " + TenantSession.IN_SCOPE;
  // As a statement may look that forgets its scope.
  private static final String UNSCOPED = "select company from leads";
  private static final String CHANGE =
      "update leads set company = 'changed' where " + TenantSession.IN_SCOPE;

  private static void add(Login login, TenantScope scope, String company) {
    login.tables().inTransaction(scope, session -> add(session, company));
  }

  private static int add(TenantSession session, String company) {
    return session.update(ADD).bind("home", session.home()).bind("company", company).execute();
  }

  private static List<String> seen(Login login, TenantScope scope) {
    return seen(login.tables(), scope);
  }

  private static List<String> seen(TenantDatabase tables, TenantScope scope) {
    return tables.inTransaction(scope, TenantDatabaseTest::seen);
  }

  private static int changed(TenantDatabase tables, TenantScope scope) {
    return tables.inTransaction(scope, session -> session.update(CHANGE).execute());
  }

  private static List<String> seen(TenantSession session) {
    return session.query(SEEN).mapTo(String.class).list();
  }

  /** A company with a lead in each of three workspaces, and one of the whole tenant. */
  private static Company withLeads(Login login) {
    Company company = Company.in(login);
    add(login, company.scope(), "home");
    add(login, company.inNorth(), "north");
    add(login, company.inSouth(), "south");
    login
        .operator()
        .execute(
            "insert into leads (tenant_id, company) values ('%s', 'everybody')"
                .formatted(company.tenant()));
    return company;
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void everyScopeSeesItsRows(Login login) {
    Company company = withLeads(login);
    withLeads(login);
    assertThat(seen(login, company.scope()))
        .containsExactlyInAnyOrder("home", "north", "south", "everybody");
    assertThat(seen(login, company.as(company.admin())))
        .containsExactlyInAnyOrder("home", "north", "south", "everybody");
    assertThat(seen(login, company.inNorth())).containsExactlyInAnyOrder("north", "everybody");
    assertThat(seen(login, company.as(company.ada())))
        .containsExactlyInAnyOrder("north", "everybody");
    assertThat(seen(login, company.as(company.ben()).in(company.south())))
        .containsExactlyInAnyOrder("south", "everybody");
    assertThat(seen(login, company.as(company.vic())))
        .containsExactlyInAnyOrder("north", "everybody");
  }

  @ParameterizedTest
  @EnumSource(names = "H2", mode = EnumSource.Mode.EXCLUDE)
  void onPostgresAStatementThatForgetsItsScopeSeesNoMore(Login login) {
    Company company = withLeads(login);
    withLeads(login);
    assertThat(unscoped(login, company.scope())).hasSize(4);
    assertThat(unscoped(login, company.as(company.ada())))
        .containsExactlyInAnyOrder("north", "everybody");
    assertThat(unscoped(login, company.inSouth())).containsExactlyInAnyOrder("south", "everybody");
  }

  private static List<String> unscoped(Login login, TenantScope scope) {
    return login
        .tables()
        .inTransaction(scope, session -> session.query(UNSCOPED).mapTo(String.class).list());
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aScopeChangesItsRowsOnly(Login login) {
    Company company = withLeads(login);
    Company other = withLeads(login);
    assertThat(changed(login.tables(), company.as(company.ada()))).isEqualTo(2);
    assertThat(seen(login, company.scope()))
        .containsExactlyInAnyOrder("home", "changed", "south", "changed");
    assertThat(seen(login, other.scope())).doesNotContain("changed");
  }

  private record Refusal(String code, Function<Company, TenantScope> scope) {}

  private static final List<Refusal> REFUSALS =
      List.of(
          new Refusal("unknown_workspace", company -> company.scope().in(someWorkspace())),
          new Refusal("archived_workspace", company -> company.scope().in(company.archived())),
          new Refusal(
              "archived_workspace", company -> company.as(company.ada()).in(company.archived())),
          new Refusal("unknown_user", company -> company.as(new UserId(UUID.randomUUID()))),
          new Refusal(
              "no_workspace_access", company -> company.as(company.ben()).in(company.north())),
          new Refusal(
              "unknown_user", company -> TenantScope.of(someTenant()).as(Actor.of(company.ada()))),
          new Refusal(
              "unknown_workspace", company -> TenantScope.of(someTenant()).in(company.north())));

  private static WorkspaceId someWorkspace() {
    return new WorkspaceId(UUID.randomUUID());
  }

  private static TenantId someTenant() {
    return new TenantId(UUID.randomUUID());
  }

  static Stream<Arguments> refusals() {
    return Stream.of(Login.values())
        .flatMap(login -> REFUSALS.stream().map(refusal -> arguments(login, refusal)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aScopeThatDoesNotHoldIsRefusedByName(Login login, Refusal refusal) {
    Company company = withLeads(login);
    assertRefused(refusal.code(), () -> seen(login, refusal.scope().apply(company)));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void workspacesAndUsersOfOthersAreNotThere(Login login) {
    Company a = withLeads(login);
    Company b = withLeads(login);
    assertRefused("unknown_workspace", () -> seen(login, b.scope().in(a.north())));
    assertRefused("unknown_user", () -> seen(login, b.as(a.admin())));
    assertRefused("unknown_user", () -> seen(login, a.as(b.admin()).in(a.north())));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aCallWithoutAScopeIsRefused(Login login) {
    assertRefused(
        "missing_scope", () -> login.tables().inTransaction(null, TenantDatabaseTest::seen));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aViewerSeesAndDoesNotChange(Login login) {
    Company company = withLeads(login);
    TenantScope viewer = company.as(company.vic());
    for (TenantScope scope : List.of(viewer, viewer.in(company.north()))) {
      assertThat(seen(login, scope)).contains("north");
      assertRefused(
          "no_workspace_access",
          () -> login.tables().inTransaction(scope, session -> session.update(CHANGE).execute()));
      assertRefused("no_workspace_access", () -> add(login, scope, "new"));
    }
    assertThat(seen(login, company.inNorth())).containsExactlyInAnyOrder("north", "everybody");
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void newRowsNeedAWorkspaceThatIsThere(Login login) {
    Company company = Company.in(login);
    add(login, company.as(company.ada()).in(company.north()), "in north");
    assertThat(seen(login, company.inNorth())).containsExactly("in north");
    assertRefused("no_workspace_access", () -> add(login, company.as(company.ada()), "nowhere"));
    assertRefused(
        "missing_workspace", () -> add(login, TenantScope.of(someTenant()), "unregistered"));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aCallWithinACallIsPartOfTheTransaction(Login login) {
    Company company = Company.in(login);
    TenantDatabase tables = login.tables();
    assertThatThrownBy(
            () ->
                tables.inTransaction(
                    company.inNorth(),
                    outer -> {
                      add(outer, "one");
                      tables.inTransaction(company.inNorth(), inner -> add(inner, "two"));
                      assertThat(seen(outer)).containsExactlyInAnyOrder("one", "two");
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(seen(login, company.scope())).isEmpty();
    assertThat(
            tables.<List<String>>inTransaction(
                company.inNorth(),
                outer -> {
                  tables.inTransaction(company.inNorth(), inner -> add(inner, "three"));
                  return seen(outer);
                }))
        .containsExactly("three");
    assertThat(seen(login, company.scope())).containsExactly("three");
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aCallWithinACallOfAnotherScopeIsRefused(Login login) {
    Company a = withLeads(login);
    Company b = withLeads(login);
    TenantDatabase tables = login.tables();
    for (TenantScope inner :
        Set.of(b.scope(), b.inNorth(), a.inSouth(), a.scope(), a.as(a.ada()).in(a.north()))) {
      tables.inTransaction(
          a.inNorth(),
          outer -> {
            assertRefused(
                "wrong_scope", () -> tables.inTransaction(inner, TenantDatabaseTest::seen));
            assertThat(seen(outer)).containsExactlyInAnyOrder("north", "everybody");
            return outer.scope();
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aConnectionRemembersNobody(Login login) {
    Company a = withLeads(login);
    TenantDatabase tables = TenantDatabase.on(new OneConnection(login.dataSource()).asDataSource());
    for (TenantScope before : List.of(a.scope(), a.inNorth(), a.as(a.ada()))) {
      tables.inTransaction(before, TenantDatabaseTest::seen);
      assertThatThrownBy(
              () ->
                  tables.inTransaction(
                      before,
                      session -> {
                        throw new IllegalStateException("failed in " + session.scope());
                      }))
          .hasMessageContaining("failed in");
      assertThat(seen(tables, TenantScope.of(someTenant()))).isEmpty();
    }
    assertThat(changed(tables, TenantScope.of(someTenant()))).isZero();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatTheDatabaseRefusesIsSaidWithoutValues(Login login) {
    Company company = Company.in(login);
    assertThatThrownBy(
            () ->
                login
                    .tables()
                    .inTransaction(
                        company.scope(),
                        session ->
                            session
                                .update(
                                    "insert into leads (tenant_id, status) values (:tenant, :s)")
                                .bind("s", "hunter2")
                                .execute()))
        .isInstanceOf(JdbcStoreException.class)
        .satisfies(
            refused -> {
              for (Throwable link = refused; link != null; link = link.getCause()) {
                assertThat(String.valueOf(link.getMessage())).doesNotContain("hunter2");
              }
            });
    assertThat(seen(login, company.scope())).isEmpty();
  }
}
