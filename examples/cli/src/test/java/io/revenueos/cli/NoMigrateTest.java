package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.testkit.AppLogin;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import org.junit.jupiter.api.Test;

/** {@code --no-migrate}: for users who may not change the schema. */
class NoMigrateTest {
  @Test
  void whoMayNotMigrateIsToldToUseIt() {
    String url = TestDatabases.emptyUrl(Database.POSTGRESQL);
    assertThat(Cli.on(url).run("stats").exitCode()).isZero();
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Cli hosts = Cli.on(AppLogin.url(url, Rows.of(database.dataSource())));
      Result refused = hosts.run("work", "--drain");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(refused.err())
          .contains("let its owner migrate it, and use --no-migrate here")
          .doesNotContain("validate()");
      assertThat(hosts.run("work", "--drain", "--no-migrate").exitCode()).isZero();
    }
  }
}
