package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.channels.ProviderSecrets;
import io.revenueos.kernel.jdbc.testkit.Attacks;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Estate;
import io.revenueos.kernel.jdbc.testkit.KernelFamily;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.jdbc.testkit.RepositoryCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of this artifact. */
class RepositoryAttackTest extends RepositoryAttackContract {
  RepositoryAttackTest() {
    super(new KernelFamily(), 67);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void membersNeitherSeeNorGiveSecrets(Login login) {
    Estate a = Estate.of(new KernelFamily(), login);
    Company company = a.company();
    Map<String, List<String>> before = rowsOf(login.operator(), company);
    for (RepositoryCall call : Attacks.on(a)) {
      if (call.repository() == ProviderSecrets.class) {
        assertThatThrownBy(() -> call.run(login.tables(), company.as(company.ada())))
            .as(call.name())
            .isInstanceOf(RefusedException.class)
            .hasMessageMatching(".*(is not an admin|only the host).*");
      }
    }
    assertThat(rowsOf(login.operator(), company)).isEqualTo(before);
  }
}
