package io.revenueos.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.jdbc.testkit.OwnPostgres;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** On PostgreSQL the application sees its tenant's rows, whoever migrated. */
class TablesOfModulesAreIsolatedTest {
  private static final String TENANT = "4161ee82-be97-4fa8-9017-5c40be3ebe19";
  private static final String OTHER = "00000000-0000-0000-0000-000000000001";

  @Test
  void migratedByASuperuser() throws SQLException {
    try (PooledDatabase database = TestDatabases.open(Database.POSTGRESQL)) {
      migrateAndLook(database.dataSource());
    }
  }

  @Test
  void migratedByAnOwnerThatMayCreateRoles() throws SQLException {
    try (OwnPostgres server = OwnPostgres.start()) {
      String superuser = server.newDatabase("product");
      try (PooledDatabase database = PooledDatabase.open(superuser)) {
        Rows.of(database.dataSource())
            .execute(
                "create role migrator login createrole nosuperuser;"
                    + " alter database product owner to migrator");
      }
      try (PooledDatabase database =
          PooledDatabase.open(superuser.replace("user=postgres", "user=migrator"))) {
        migrateAndLook(database.dataSource());
      }
    }
  }

  private static void migrateAndLook(DataSource database) throws SQLException {
    KernelSchema schema = KernelSchema.on(database, SchemaPart.discover());
    assertThat(schema.migrate()).isPositive();
    assertThat(schema.migrate()).isZero();
    as(
        TENANT,
        database,
        "insert into workspaces (tenant_id, id, name, slug) values ('%1$s', '%1$s', 'A', 'a');"
            + " insert into cmo_campaigns (tenant_id, workspace_id, campaign_name)"
            + " values ('%1$s', '%1$s', 'Spring') returning 1");
    String counts =
        "select (select count(*) from cmo_campaigns), (select count(*) from job_queue),"
            + " (select count(*) from industry_verticals)";
    assertThat(as(TENANT, database, counts)).isEqualTo("1 0 6");
    assertThat(as(OTHER, database, counts)).isEqualTo("0 0 6");
    assertThatThrownBy(
            () ->
                as(
                    OTHER,
                    database,
                    "insert into cmo_campaigns (tenant_id, workspace_id, campaign_name)"
                        + " values ('"
                        + TENANT
                        + "', '%1$s', 'Theirs') returning 1"))
        .hasMessageContaining("row-level security");
    assertThatThrownBy(
            () -> as(TENANT, database, "update industry_verticals set name = 'Mine' returning 1"))
        .hasMessageContaining("permission denied");
  }

  /** Runs statements as the application does for a tenant; the last one's first row. */
  private static String as(String tenant, DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local role revenueos_app");
      statement.execute("select set_config('revenueos.tenant_id', '" + tenant + "', true)");
      boolean rows = statement.execute(sql.formatted(tenant));
      while (!rows) {
        rows = statement.getMoreResults();
      }
      StringBuilder first = new StringBuilder();
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          first.append(i == 1 ? "" : " ").append(row.getString(i));
        }
      }
      connection.commit();
      return first.toString();
    }
  }
}
