package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.KernelContract;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.StoreFixture;

/** The kernel's contract on H2. */
class H2KernelContractTest extends KernelContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.h2();
  }
}
