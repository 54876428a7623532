package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.KernelContract;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.StoreFixture;

/** The kernel's contract on Postgres. */
class PostgresKernelContractTest extends KernelContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.postgres();
  }
}
