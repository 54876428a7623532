package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.AgentContract;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.StoreFixture;

/** Requests to agents, with the store on PostgreSQL. */
class PostgresAgentTest extends AgentContract {
  @Override
  protected StoreFixture open() {
    return JdbcStoreFixture.postgres();
  }
}
