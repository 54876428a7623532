package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.KernelStoreContract;
import io.revenueos.kernel.store.StoreFixture;

/** The store's contract on Postgres. */
class PostgresKernelStoreTest extends KernelStoreContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.postgres();
  }
}
