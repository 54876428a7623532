package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.LeadStatements.add;
import static io.revenueos.kernel.jdbc.LeadStatements.changed;
import static io.revenueos.kernel.jdbc.LeadStatements.seen;
import static io.revenueos.kernel.jdbc.LeadStatements.someTenant;
import static io.revenueos.kernel.jdbc.LeadStatements.withLeads;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What transactions of repositories join, leave behind, and leave on their connection. */
class TenantTransactionTest {
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
            assertRefused("wrong_scope", () -> tables.inTransaction(inner, LeadStatements::seen));
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
      tables.inTransaction(before, LeadStatements::seen);
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
  @EnumSource(names = "H2", mode = EnumSource.Mode.EXCLUDE)
  void aConnectionThatIsGivenBackHasNoScope(Login login) throws Exception {
    Company a = withLeads(login);
    OneConnection one = new OneConnection(login.dataSource());
    TenantDatabase.on(one.asDataSource()).inTransaction(a.as(a.ada()), LeadStatements::seen);
    try (var statement = one.connection().createStatement();
        var row =
            statement.executeQuery(
                """
                select concat(current_setting('revenueos.tenant_id', true),
                              current_setting('revenueos.workspace_id', true),
                              current_setting('revenueos.user_id', true)),
                       current_setting('role')
                """)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEmpty();
      assertThat(row.getString(2)).isEqualTo("none");
    } finally {
      one.close();
    }
  }
}
