package io.revenueos.kernel.store;

import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.tenant.TenantId;

/** A fresh, empty store for one test, and the one thing the port cannot do: a host's own rows. */
public interface StoreFixture extends AutoCloseable {
  KernelStore store();

  /** Adds a row of the host's that {@link Directory#find} is to see. */
  void addRow(TenantId tenant, Target target, Directory.Entry row);

  @Override
  void close();

  /** The fixture of the store that keeps everything in memory. */
  static StoreFixture inMemory() {
    InMemoryKernelStore memory = new InMemoryKernelStore();
    return new StoreFixture() {
      @Override
      public KernelStore store() {
        return memory;
      }

      @Override
      public void addRow(TenantId tenant, Target target, Directory.Entry row) {
        memory.addRow(tenant, target, row);
      }

      @Override
      public void close() {
        memory.close();
      }
    };
  }
}
