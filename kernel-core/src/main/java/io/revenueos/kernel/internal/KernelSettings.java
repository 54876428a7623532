package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.FactSource;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.store.Admission;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;

/** How one kernel is set up; immutable. */
public record KernelSettings(
    PolicyEngine engine,
    Modes modes,
    Map<Fact<?>, Function<KernelEvent, ?>> providedFacts,
    Clock clock,
    RetryPolicy retry,
    PayloadLimit payloadLimit,
    Admission admission,
    String node) {

  /** Now, in microseconds: what every database of the kernel can hold. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  FactSource facts(KernelEvent event, Instant now, JsonObject tenantConfig) {
    return new KernelFacts(
        event,
        now,
        providedFacts,
        tenantConfig.object(KernelFacts.TENANT_SETTINGS).orElse(JsonObject.empty()));
  }
}
