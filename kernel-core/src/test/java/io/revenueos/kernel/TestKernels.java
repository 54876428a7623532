package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.StepEntry;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.SettableClock;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Kernels in memory, at ten o'clock. */
final class TestKernels {
  /** One thread for events and one for actions, which do what they are told of. */
  static final WorkerOptions NEVER_POLLING =
      WorkerOptions.defaults().threads(1).stepThreads(1).pollInterval(Duration.ofHours(1));

  /** The same threads in a hurry: they poll often, lease for a moment, and close at once. */
  static final WorkerOptions HASTY =
      NEVER_POLLING
          .pollInterval(Duration.ofMillis(20))
          .lease(Duration.ofMillis(90))
          .closeTimeout(Duration.ZERO);

  private TestKernels() {}

  static SettableClock clock() {
    return SettableClock.at("2026-01-05T10:00:00Z");
  }

  static KernelBuilder builder(Policy... policies) {
    KernelBuilder builder = Kernel.builder().store(new InMemoryKernelStore()).clock(clock());
    List.of(policies).forEach(builder::policy);
    return builder;
  }

  static Kernel kernel(Policy... policies) {
    return builder(policies).build();
  }

  static Kernel kernel(ActionHandler handler, Policy... policies) {
    return builder(policies).handler(handler).build();
  }

  /** Asks for one slow action about {@link TestEvents#event()}, which the provider does. */
  static KernelBuilder calling(StepHandler provider) {
    return builder(TestPolicies.acting("test.call_v1", TestHandlers.TYPE)).handler(provider);
  }

  /** How a slow action of the tenant of {@link TestEvents} stands in its queue. */
  static Optional<StepEntry> step(KernelStore store, ActionId action) {
    return store.inTransaction(TestEvents.SCOPE, transaction -> transaction.steps().find(action));
  }

  /** A thread that closes a kernel, and waits for somebody who is still at work. */
  static Thread closing(Kernel kernel) {
    Thread thread = new Thread(kernel::close, "closing");
    thread.start();
    Await.untilWaiting(thread);
    return thread;
  }

  /** The tenant of {@link TestEvents}. */
  static Tenant tenant(JsonObject config) {
    return Tenant.of(TestEvents.TENANT, "test-tenant", "Test").configured(config);
  }
}
