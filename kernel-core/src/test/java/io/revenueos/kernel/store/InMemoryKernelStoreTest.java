package io.revenueos.kernel.store;

/** The store's contract, in memory. */
class InMemoryKernelStoreTest extends KernelStoreContract {
  @Override
  protected StoreFixture open() {
    return StoreFixture.inMemory();
  }
}
