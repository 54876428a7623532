package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.ModuleDeskContract;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.StoreFixture;

/** Who is let in to a module, by the store on PostgreSQL. */
class PostgresModuleDeskTest extends ModuleDeskContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.postgres();
  }
}
