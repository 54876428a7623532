package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.KernelStoreContract;
import io.revenueos.kernel.store.StoreFixture;

/** The store's contract on H2. */
class H2KernelStoreTest extends KernelStoreContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.h2();
  }
}
