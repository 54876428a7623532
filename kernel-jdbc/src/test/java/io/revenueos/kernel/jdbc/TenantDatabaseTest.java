package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.LeadStatements.add;
import static io.revenueos.kernel.jdbc.LeadStatements.changed;
import static io.revenueos.kernel.jdbc.LeadStatements.seen;
import static io.revenueos.kernel.jdbc.LeadStatements.someTenant;
import static io.revenueos.kernel.jdbc.LeadStatements.withLeads;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose rows a transaction of a scope sees and changes, and whom it refuses. */
class TenantDatabaseTest {
  // As a statement may look that forgets its scope.
  private static final String UNSCOPED = "select company from leads";

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
  void aRowThatNamesItsWorkspaceNamesOneThatTheScopeSees(Login login) {
    Company company = Company.in(login);
    WorkspaceId north = company.north();
    requireSeen(login, company.scope(), north, company.south(), company.archived());
    requireSeen(login, company.as(company.vic()), north);
    requireSeen(login, company.inNorth());
    requireSeen(login, TenantScope.of(someTenant()), someWorkspace());
    assertRefused(
        "unknown_workspace",
        () -> requireSeen(login, company.scope(), north, Company.in(login).north()));
    for (TenantScope scope : List.of(company.inSouth(), company.as(company.ben()))) {
      assertRefused("no_workspace_access", () -> requireSeen(login, scope, north));
    }
  }

  private static void requireSeen(Login login, TenantScope scope, WorkspaceId... workspaces) {
    login
        .tables()
        .inTransaction(
            scope,
            session -> {
              session.requireSeen(List.of(workspaces));
              return scope;
            });
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aCallWithoutAScopeIsRefused(Login login) {
    assertRefused("missing_scope", () -> login.tables().inTransaction(null, LeadStatements::seen));
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
          () -> login.tables().inTransaction(scope, session -> LeadStatements.change(session)));
      assertRefused("no_workspace_access", () -> add(login, scope, "new"));
    }
    assertThat(seen(login, company.inNorth())).containsExactlyInAnyOrder("north", "everybody");
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void membersSeeAnArchivedWorkspaceAndDoNotChangeIt(Login login) {
    Company company = withLeads(login);
    login
        .operator()
        .execute(
            "insert into leads (tenant_id, workspace_id, company) values ('%s', '%s', 'old')"
                .formatted(company.tenant(), company.archived()));
    assertThat(seen(login, company.as(company.ada()))).contains("old");
    assertThat(changed(login.tables(), company.as(company.ada()))).isEqualTo(2);
    assertThat(seen(login, company.as(company.ada())))
        .containsExactlyInAnyOrder("changed", "changed", "old");
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

  @ParameterizedTest
  @EnumSource(Login.class)
  void aReferenceToAnotherTenantsRowIsRefused(Login login) {
    Company theirs = withLeads(login);
    UUID lead =
        login
            .tables()
            .inTransaction(
                theirs.scope(),
                session ->
                    session
                        .query("select id from leads where tenant_id = :tenant order by id limit 1")
                        .mapTo(UUID.class)
                        .one());
    Company company = Company.in(login);
    assertRefused(
        "unknown_id",
        () ->
            login
                .tables()
                .inTransaction(
                    company.scope(),
                    session ->
                        session
                            .update(
                                "insert into deals (tenant_id, workspace_id, lead_id, name)"
                                    + " values (:tenant, :home, :lead, 'Deal')")
                            .bind("home", session.home())
                            .bind("lead", lead)
                            .execute()));
  }
}
