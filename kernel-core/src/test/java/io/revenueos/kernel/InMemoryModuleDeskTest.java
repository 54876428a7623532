package io.revenueos.kernel;

import io.revenueos.kernel.store.StoreFixture;

/** Who is let in to a module, by the store in memory. */
class InMemoryModuleDeskTest extends ModuleDeskContract {
  @Override
  protected StoreFixture open() {
    return StoreFixture.inMemory();
  }
}
