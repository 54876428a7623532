package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.AgentContract;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.StoreFixture;

/** Requests to agents, with the store on H2. */
class H2AgentTest extends AgentContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.h2();
  }
}
