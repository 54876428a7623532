package io.revenueos.kernel;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.FactSource;
import io.revenueos.kernel.policy.PolicyEngine;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;

/** How one kernel is set up; immutable. */
record KernelSettings(
    PolicyEngine engine,
    Modes modes,
    Map<Fact<?>, Function<KernelEvent, ?>> providedFacts,
    Clock clock,
    int maxAttempts,
    PayloadLimit payloadLimit,
    boolean registeredTenantsOnly) {

  /** Now, in microseconds: what every database of the kernel can hold. */
  Instant now() {
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
