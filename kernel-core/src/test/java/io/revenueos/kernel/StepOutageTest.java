package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.ForwardingStore;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The store is away when a handler returns: what was done outside is not done again for that. */
class StepOutageTest {
  private final Outage store = new Outage();
  private final ScriptedSteps provider = ScriptedSteps.serving(TestHandlers.TYPE);

  /** A store that a number of transactions find closed. */
  private static final class Outage extends ForwardingStore {
    final AtomicInteger left = new AtomicInteger();

    Outage() {
      super(new InMemoryKernelStore());
    }

    @Override
    public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
      if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
        throw new UnavailableException("the database restarts");
      }
      return super.inTransaction(scope, work);
    }
  }

  private KernelDriver driver(Duration lease) {
    return KernelDriver.of(
        TestKernels.calling(provider).store(store).workers(WorkerOptions.defaults().lease(lease)));
  }

  private EventId decided(KernelDriver driver) {
    EventId id = driver.emit(TestEvents.event().build());
    driver.step();
    return id;
  }

  @Test
  void theOutcomeWaitsForTheStore() {
    provider.answer(
        context -> {
          store.left.set(4);
          return Outcome.completed();
        });
    try (KernelDriver driver = driver(Duration.ofSeconds(30))) {
      EventId id = decided(driver);

      assertThat(driver.step()).isTrue();

      assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted().hasAttempts(0);
      assertThat(provider.calls()).hasSize(1);
    }
  }

  @Test
  void butNoLongerThanItsLease() {
    provider.answer(
        context -> {
          store.left.set(Integer.MAX_VALUE);
          return Outcome.completed();
        });
    try (KernelDriver driver = driver(Duration.ofMillis(200))) {
      EventId id = decided(driver);

      assertThatThrownBy(driver::step).isInstanceOf(UnavailableException.class);

      store.left.set(0);
      driver.advance(Duration.ofSeconds(1));
      assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
      assertThat(provider.calls()).as("at least once").hasSize(2);
    }
  }
}
