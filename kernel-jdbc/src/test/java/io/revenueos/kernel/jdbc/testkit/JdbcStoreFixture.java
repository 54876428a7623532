package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.StoreFixture;
import io.revenueos.kernel.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A store on a new, migrated database. */
public final class JdbcStoreFixture implements StoreFixture {
  private static final String LEAD =
      "insert into leads (tenant_id, id, email, phone) values (?, ?, ?, ?)";
  private static final String DEAL = "insert into deals (tenant_id, id, name) values (?, ?, ?)";

  private final PooledDatabase database;
  private final KernelStore store;

  private JdbcStoreFixture(String url) {
    this.database = PooledDatabase.open(url);
    KernelSchema.on(database.dataSource()).migrate();
    this.store = JdbcKernelStore.on(database.dataSource());
  }

  public static JdbcStoreFixture h2() {
    return on(Database.H2);
  }

  public static JdbcStoreFixture postgres() {
    return on(Database.POSTGRESQL);
  }

  public static JdbcStoreFixture on(Database kind) {
    return new JdbcStoreFixture(TestDatabases.emptyUrl(kind));
  }

  public DataSource dataSource() {
    return database.dataSource();
  }

  @Override
  public KernelStore store() {
    return store;
  }

  @Override
  public void addRow(TenantId tenant, Target target, Directory.Entry row) {
    boolean lead = target.kind() == Target.Kind.LEAD;
    try (Connection connection = dataSource().getConnection();
        PreparedStatement insert = connection.prepareStatement(lead ? LEAD : DEAL)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, row.rowId());
      insert.setString(3, lead ? row.emailOrNull() : "a deal");
      if (lead) {
        insert.setString(4, row.phoneOrNull());
      }
      insert.executeUpdate();
    } catch (SQLException refused) {
      throw new IllegalStateException("cannot add " + target, refused);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
