package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.ModuleDeskContract;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.StoreFixture;

/** Who is let in to a module, by the store on H2. */
class H2ModuleDeskTest extends ModuleDeskContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.h2();
  }
}
