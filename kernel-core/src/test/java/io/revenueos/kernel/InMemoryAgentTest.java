package io.revenueos.kernel;

import io.revenueos.kernel.store.StoreFixture;

/** Requests to agents, with the store in memory. */
class InMemoryAgentTest extends AgentContract {
  @Override
  protected StoreFixture open() {
    return StoreFixture.inMemory();
  }
}
