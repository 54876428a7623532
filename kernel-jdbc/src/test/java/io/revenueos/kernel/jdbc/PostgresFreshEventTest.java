package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.FreshEventContract;
import io.revenueos.kernel.store.StoreFixture;

/** Events that need not be claimed, on PostgreSQL. */
class PostgresFreshEventTest extends FreshEventContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.postgres();
  }
}
