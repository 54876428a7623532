package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a transaction leaves on its connection: nothing. */
class TenantConnectionTest {
  @ParameterizedTest
  @EnumSource(names = "H2", mode = EnumSource.Mode.EXCLUDE)
  void aConnectionThatIsGivenBackHasNoScope(Login login) throws Exception {
    Company a = Company.in(login);
    OneConnection one = new OneConnection(login.dataSource());
    TenantDatabase.on(one.asDataSource()).inTransaction(a.as(a.ada()), TenantSession::scope);
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
