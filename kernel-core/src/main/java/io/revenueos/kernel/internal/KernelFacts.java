package io.revenueos.kernel.internal;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.FactSource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The facts of one event: the time, what the host provides, and its tenant's settings. */
public record KernelFacts(
    KernelEvent event,
    Instant now,
    Map<Fact<?>, Function<KernelEvent, ?>> provided,
    JsonObject settings)
    implements FactSource {
  static final String TENANT_SETTINGS = "settings";

  @Override
  public <T> Optional<T> value(Fact<T> fact) {
    if (fact.equals(Fact.NOW)) {
      return fact.read(JsonObject.of(fact.name(), now));
    }
    Function<KernelEvent, ?> provider = provided.get(fact);
    if (provider != null) {
      return fact.read(JsonObject.of(fact.name(), provider.apply(event)));
    }
    return fact.read(settings);
  }
}
