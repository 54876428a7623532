package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.testkit.SettableClock;
import io.revenueos.kernel.testkit.TestEvents;
import java.util.List;

/** Kernels in memory, at ten o'clock. */
final class TestKernels {
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

  /** The tenant of {@link TestEvents}. */
  static Tenant tenant(JsonObject config) {
    return Tenant.of(TestEvents.TENANT, "test-tenant", "Test").configured(config);
  }
}
