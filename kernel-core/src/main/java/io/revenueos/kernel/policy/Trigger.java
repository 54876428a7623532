package io.revenueos.kernel.policy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.EventType;
import java.util.Set;
import java.util.TreeSet;

/** Which events a policy answers: one type, from certain sources. */
public record Trigger(EventType type, Set<String> sources) {
  public Trigger {
    if (sources.isEmpty()) {
      throw new InvalidInputException(
          "invalid_policy", "trigger.sources", "expected at least one source, found none");
    }
    sources = Set.copyOf(sources);
  }

  /** Events of a type from any of the sources. */
  public static Trigger on(String type, String... sources) {
    return new Trigger(new EventType(type), Set.of(sources));
  }

  @Override
  public String toString() {
    return type + " @ " + String.join(" or ", new TreeSet<>(sources));
  }
}
