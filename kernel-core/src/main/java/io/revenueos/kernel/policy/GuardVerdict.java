package io.revenueos.kernel.policy;

import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventType;
import io.revenueos.kernel.tenant.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a guard answers its caller: the strictest of all enforced answers.
 *
 * @param eventId under which the question and every single answer is logged
 * @param overridableBy the roles that may override every guard that asks for an override; empty
 *     unless {@link Result#ALLOW_WITH_OVERRIDE}, and when no single role may
 * @param decisions every policy's answer, those in shadow mode included
 */
public record GuardVerdict(
    EventId eventId,
    Result result,
    Reason reason,
    Set<Role> overridableBy,
    List<KernelDecision> decisions) {

  /** From the mildest to the strictest. */
  public enum Result {
    /** Go ahead. */
    ALLOW,
    /** Hold on until someone allowed to overrides. */
    ALLOW_WITH_OVERRIDE,
    /** Do not. */
    BLOCK
  }

  private static final String NO_POLICY = "revenue_os.guard.no_policy";
  private static final String SHADOW = "revenue_os.guard.shadow";
  private static final String CONFLICT = "revenue_os.guard.conflicting_duplicate";

  public GuardVerdict {
    overridableBy = Set.copyOf(overridableBy);
    decisions = List.copyOf(decisions);
  }

  /** Combines answers: {@code block > allow_with_override > allow}; independent of their order. */
  public static GuardVerdict strictest(
      EventId eventId, EventType type, Collection<KernelDecision> decisions) {
    List<KernelDecision> all = List.copyOf(decisions);
    Optional<KernelDecision> strictest =
        all.stream()
            .filter(KernelDecision::enforced)
            .filter(decision -> result(decision).isPresent())
            .max(
                Comparator.comparing((KernelDecision decision) -> result(decision).orElseThrow())
                    .thenComparing(KernelDecision::rule, Comparator.reverseOrder()));
    if (strictest.isPresent()) {
      KernelDecision decision = strictest.get();
      Result result = result(decision).orElseThrow();
      return new GuardVerdict(eventId, result, decision.reason(), overridableBy(result, all), all);
    }
    boolean watched = all.stream().anyMatch(decision -> result(decision).isPresent());
    Reason reason =
        watched
            ? new Reason(SHADOW, "every guard on %s is in shadow mode".formatted(type))
            : new Reason(NO_POLICY, "no guard answers %s".formatted(type));
    return new GuardVerdict(eventId, Result.ALLOW, reason, Set.of(), all);
  }

  /** Whoever overrides must be allowed to override every guard that asks for it. */
  private static Set<Role> overridableBy(Result result, List<KernelDecision> decisions) {
    if (result != Result.ALLOW_WITH_OVERRIDE) {
      return Set.of();
    }
    Set<Role> roles = new HashSet<>();
    decisions.forEach(decision -> roles.addAll(decision.overridableBy()));
    decisions.stream()
        .filter(KernelDecision::enforced)
        .filter(decision -> decision.outcome() == DecisionOutcome.ALLOW_WITH_OVERRIDE)
        .forEach(decision -> roles.retainAll(decision.overridableBy()));
    return roles;
  }

  /**
   * The answer to a second, different question under the first one's idempotency key: block. The
   * first verdict does not hold for it, and a guard fails closed.
   */
  public static GuardVerdict conflictingDuplicate(EventId first) {
    Reason reason =
        new Reason(
            CONFLICT,
            ("event %s asked something else under the same idempotency key; ask under"
                    + " a new correlation_id, occurred_at or idempotency_key")
                .formatted(first));
    return new GuardVerdict(first, Result.BLOCK, reason, Set.of(), List.of());
  }

  private static Optional<Result> result(KernelDecision decision) {
    return switch (decision.outcome()) {
      case ALLOW -> Optional.of(Result.ALLOW);
      case ALLOW_WITH_OVERRIDE -> Optional.of(Result.ALLOW_WITH_OVERRIDE);
      case BLOCK -> Optional.of(Result.BLOCK);
      case EMIT_ACTIONS, NOOP -> Optional.empty();
    };
  }

  /**
   * Whether {@link #eventId} is an earlier question, and this one was refused without being logged.
   */
  public boolean isConflictingDuplicate() {
    return reason.code().equals(CONFLICT);
  }

  public boolean allows() {
    return result == Result.ALLOW;
  }

  public boolean blocks() {
    return result == Result.BLOCK;
  }

  /**
   * Whether the caller may not go ahead by itself: somebody's override is needed, or none would
   * help.
   */
  public boolean overrideRequired() {
    return result != Result.ALLOW;
  }
}
