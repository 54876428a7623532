package io.revenueos.kernel;

import io.revenueos.kernel.store.StoreFixture;

/** What runs of agents may take, with the store in memory. */
class InMemoryAgentBudgetTest extends AgentBudgetContract {
  @Override
  protected StoreFixture open() {
    return StoreFixture.inMemory();
  }
}
