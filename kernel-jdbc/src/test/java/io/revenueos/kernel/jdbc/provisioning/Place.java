package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.testkit.AppLogin;
import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import javax.sql.DataSource;

/**
 * A new database with the kernel's tables.
 *
 * @param operator connects as a user whom no policy binds
 * @param host connects as the application does
 */
record Place(Database database, PooledDatabase operator, PooledDatabase host)
    implements AutoCloseable {

  /** Which database, and who connects to it. */
  enum Kind {
    H2,
    POSTGRESQL_AS_SUPERUSER,
    POSTGRESQL_AS_APPLICATION;

    Database database() {
      return this == H2 ? Database.H2 : Database.POSTGRESQL;
    }
  }

  static Place of(Kind kind) {
    String url = TestDatabases.migratedUrl(kind.database());
    if (kind == Kind.H2) {
      // An H2 in memory ends with its last connection.
      url += ";DB_CLOSE_DELAY=-1";
      TestDatabases.migrate(url);
    }
    PooledDatabase operator = PooledDatabase.open(url);
    String own =
        kind == Kind.POSTGRESQL_AS_APPLICATION
            ? AppLogin.url(url, Rows.of(operator.dataSource()))
            : url;
    return new Place(kind.database(), operator, PooledDatabase.open(own));
  }

  TenantProvisioning provisioning(ProvisioningStep... steps) {
    return TenantProvisioning.on(host.dataSource(), steps);
  }

  TenantProvisioning provisioning(ObservedDataSource.Observer observer, ProvisioningStep... steps) {
    DataSource observed = ObservedDataSource.of(host.dataSource(), observer);
    return TenantProvisioning.on(observed, steps);
  }

  Rows rows() {
    return Rows.of(operator.dataSource());
  }

  @Override
  public void close() {
    host.close();
    operator.close();
  }
}
