package io.revenueos.kernel.store;

/** Events that need not be claimed, in memory. */
class InMemoryFreshEventTest extends FreshEventContract {
  @Override
  protected StoreFixture open() {
    return StoreFixture.inMemory();
  }
}
