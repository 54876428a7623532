package io.revenueos.cro.data;

import io.revenueos.cro.CroSchema;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.provisioning.TenantPlan;
import io.revenueos.kernel.jdbc.provisioning.TenantProvisioning;
import io.revenueos.kernel.jdbc.testkit.AppLogin;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;

/**
 * A new database with the AI CRO's tables and two tenants.
 *
 * @param operator connects as a user whom no policy binds
 * @param host connects as the application does
 */
record Place(PooledDatabase operator, PooledDatabase host, TenantDatabase database)
    implements AutoCloseable {
  static final TenantScope A = TenantScope.of(TenantId.of("0a000000-0000-4000-8000-00000000000a"));
  static final TenantScope B = TenantScope.of(TenantId.of("fb000000-0000-4000-8000-00000000000b"));

  /** On PostgreSQL as a user who may act as the application and as nobody else. */
  static Place on(Database kind) {
    String url = TestDatabases.emptyUrl(kind);
    if (kind == Database.H2) {
      url += ";DB_CLOSE_DELAY=-1";
    }
    PooledDatabase operator = PooledDatabase.open(url);
    KernelSchema.on(operator.dataSource(), new CroSchema()).migrate();
    String own = kind == Database.H2 ? url : AppLogin.url(url, Rows.of(operator.dataSource()));
    PooledDatabase host = PooledDatabase.open(own);
    Place place = new Place(operator, host, TenantDatabase.on(host.dataSource()));
    place.provisioning().provision(TenantPlan.of(Tenant.of(A.tenant(), "a", "A")));
    place.provisioning().provision(TenantPlan.of(Tenant.of(B.tenant(), "b", "B")));
    return place;
  }

  TenantProvisioning provisioning() {
    return TenantProvisioning.on(host.dataSource());
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
