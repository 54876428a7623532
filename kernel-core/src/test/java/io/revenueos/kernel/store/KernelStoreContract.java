package io.revenueos.kernel.store;

import org.junit.jupiter.api.Nested;

/**
 * What every store must do, part by part. A new store is a subclass that says how to open an empty
 * one, and another of {@link SideBySideContract} if it can have more than one transaction at a
 * time.
 */
public abstract class KernelStoreContract {
  protected abstract StoreFixture open();

  @Nested
  class Transactions extends TransactionContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Events extends EventLogContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Queue extends EventQueueContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Fresh extends FreshClaimContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Decisions extends JournalContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Effects extends EffectsContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Steps extends StepQueueContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Concluding extends ConcludingContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Dead extends DeadLettersContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Locking extends LockingContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Isolation extends IsolationContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Acceptance extends AcceptContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Places extends EventWorkspaceContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Operation extends OperatorContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Retention extends PruningContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class People extends IdentityContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class PeopleOfOthers extends IdentityIsolationContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }

  @Nested
  class Modules extends ModuleAccessContract {
    @Override
    protected StoreFixture open() {
      return KernelStoreContract.this.open();
    }
  }
}
