package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.AgentBudgetContract;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.StoreFixture;

/** What runs of agents may take, with the store on H2. */
class H2AgentBudgetTest extends AgentBudgetContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.h2();
  }
}
