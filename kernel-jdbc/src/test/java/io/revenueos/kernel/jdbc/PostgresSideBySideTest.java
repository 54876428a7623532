package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.SideBySideContract;
import io.revenueos.kernel.store.StoreFixture;

/** Two transactions at a time on PostgreSQL. */
class PostgresSideBySideTest extends SideBySideContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.postgres();
  }
}
