package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code verify-isolation}. */
class VerifyIsolationCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Database.class)
  void theProductsSchemaPassesAlsoWithADayOfWorkInIt(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind, folder));
    assertThat(cli.run("demo").exitCode()).isZero();

    Result result = cli.run("verify-isolation", "--json");

    assertThat(result.json())
        .hasSize(13)
        .extracting(line -> line.text("result").orElseThrow())
        .containsOnly("pass", kind == Database.H2 ? "skipped" : "warn");
    assertThat(result.exitCode()).isZero();
    assertThat(cli.run("verify-isolation").out()).contains("row_security", "isolated");
  }

  @Test
  void aTableWithoutPoliciesEndsInOneAndIsNamed() {
    String url = TestDatabases.emptyUrl(Database.POSTGRESQL);
    Cli cli = Cli.on(url);
    cli.run("stats");
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows.of(database.dataSource())
          .execute("create table hosts_notes (tenant_id uuid, note text)");
    }

    Result result = cli.run("verify-isolation");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains("hosts_notes (not enabled)")
        .contains("not isolated: 3 failed");
  }
}
