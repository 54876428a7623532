package io.revenueos.kernel;

import io.revenueos.kernel.store.StoreFixture;

/** The kernel's contract, on the store in memory. */
class InMemoryKernelContractTest extends KernelContract {
  @Override
  protected StoreFixture open() {
    return StoreFixture.inMemory();
  }
}
