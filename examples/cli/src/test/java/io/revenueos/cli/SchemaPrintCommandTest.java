package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code schema print}. */
class SchemaPrintCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatIsPrintedAndRunByHandIsAllThatTheProductNeeds(Database kind) {
    String url = TestDatabases.emptyUrl(kind, folder);
    Cli cli = Cli.on(url);

    Result printed = cli.run("schema", "print");

    assertThat(printed.exitCode()).isZero();
    assertThat(cli.run("stats", "--no-migrate").exitCode()).isNotZero();
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows.of(database.dataSource()).execute(printed.out());
    }
    assertThat(cli.run("demo", "--no-migrate").exitCode()).isZero();
  }
}
