package io.revenueos.kernel.policy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.EventType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Asks every policy that an event concerns. Pure, like the policies: no state but the policies
 * themselves, which are put in the order of their names, so the order of registration changes
 * nothing. Thread-safe.
 */
public final class PolicyEngine {
  private final Map<PolicyName, Policy> byName;
  private final Map<EventType, Map<String, List<Policy>>> byTrigger;

  private PolicyEngine(
      Map<PolicyName, Policy> byName, Map<EventType, Map<String, List<Policy>>> byTrigger) {
    this.byName = byName;
    this.byTrigger = byTrigger;
  }

  /**
   * @throws InvalidInputException when two policies have the same name or one has no trigger
   */
  public static PolicyEngine of(Collection<? extends Policy> policies) {
    Map<PolicyName, Policy> byName = new TreeMap<>();
    for (Policy policy : policies) {
      if (byName.putIfAbsent(policy.name(), policy) != null) {
        throw invalid(policy, "registered twice");
      }
      if (policy.triggers().isEmpty()) {
        throw invalid(policy, "expected at least one trigger, found none: it would never be asked");
      }
    }
    Map<EventType, Map<String, List<Policy>>> byTrigger = new HashMap<>();
    for (Policy policy : byName.values()) {
      for (Trigger trigger : policy.triggers()) {
        Map<String, List<Policy>> bySource =
            byTrigger.computeIfAbsent(trigger.type(), type -> new HashMap<>());
        for (String source : trigger.sources()) {
          List<Policy> asked = bySource.computeIfAbsent(source, key -> new ArrayList<>());
          if (!asked.contains(policy)) {
            asked.add(policy);
          }
        }
      }
    }
    return new PolicyEngine(byName, byTrigger);
  }

  /** All policies, in the order of their names. */
  public Collection<Policy> policies() {
    return List.copyOf(byName.values());
  }

  public Optional<Policy> policy(PolicyName name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The policies an event of this type and source concerns, in the order of their names. */
  public List<Policy> policiesFor(EventType type, String source) {
    return List.copyOf(byTrigger.getOrDefault(type, Map.of()).getOrDefault(source, List.of()));
  }

  /**
   * The decision of every policy that the event concerns; empty when there is none.
   *
   * @param facts asked once per declared fact of each policy
   * @param modes the mode that holds for a policy
   * @throws PolicyFailedException when a policy throws
   */
  public List<KernelDecision> decide(
      KernelEvent event, FactSource facts, Function<PolicyName, Mode> modes) {
    List<Policy> asked =
        byTrigger.getOrDefault(event.type(), Map.of()).getOrDefault(event.source(), List.of());
    List<KernelDecision> decisions = new ArrayList<>(asked.size());
    for (Policy policy : asked) {
      decisions.add(decide(policy, event, gather(policy, facts), modes.apply(policy.name())));
    }
    return decisions;
  }

  /**
   * Asks one policy again with the facts it was given then; the answer must be the same.
   *
   * @throws PolicyFailedException when the policy throws
   */
  public static KernelDecision recompute(Policy policy, KernelEvent event, KernelDecision then) {
    return decide(policy, event, then.facts(), then.mode());
  }

  private static KernelDecision decide(Policy policy, KernelEvent event, Facts facts, Mode mode) {
    try {
      return KernelDecision.of(policy.name(), policy.decide(event, facts), mode, facts);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
      throw new PolicyFailedException(policy.name(), failure);
    }
  }

  private static Facts gather(Policy policy, FactSource source) {
    Set<Fact<?>> declared = policy.facts();
    if (declared.isEmpty()) {
      return Facts.none();
    }
    Map<String, Object> values = new TreeMap<>();
    try {
      for (Fact<?> fact : declared) {
        value(fact, source).ifPresent(value -> values.put(fact.name(), value));
      }
      return new Facts(JsonObject.of(values));
    } catch (Exception failure) {
      throw new PolicyFailedException(policy.name(), failure);
    }
  }

  private static <T> Optional<T> value(Fact<T> fact, FactSource source) {
    return source.value(fact).or(fact::defaultValue);
  }

  private static InvalidInputException invalid(Policy policy, String problem) {
    return new InvalidInputException("invalid_policy", "policy " + policy.name(), problem);
  }
}
