package io.revenueos.benchmarks.engine;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.FactSource;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A policy as modules write them, on an event type of its own. */
public final class SamplePolicy implements Policy {
  private static final Fact<BigDecimal> THRESHOLD = Fact.ratio("sample.threshold", "0.20");

  private final Kind kind;
  private final int number;
  private final PolicyName name;

  /** What a policy does with its event. */
  public enum Kind {
    /** Compares two numbers of the payload and says yes. */
    GUARD,
    /** The same against a fact. */
    GUARD_WITH_FACT,
    /** Asks for two actions about what the event is about. */
    TWO_ACTIONS
  }

  SamplePolicy(Kind kind, int number) {
    this.kind = kind;
    this.number = number;
    this.name = new PolicyName("revenue_os.sample.policy_%d_v1".formatted(number));
  }

  static String eventType(int number) {
    return "sample_event_" + number;
  }

  /** The settings of a tenant who has none: every default stands. */
  static FactSource settings() {
    return new FactSource() {
      @Override
      public <T> Optional<T> value(Fact<T> fact) {
        return Optional.empty();
      }
    };
  }

  @Override
  public PolicyName name() {
    return name;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on(eventType(number), "crm"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return kind == Kind.GUARD_WITH_FACT ? Set.of(THRESHOLD) : Set.of();
  }

  @Override
  public Set<ActionType> actions() {
    return kind == Kind.TWO_ACTIONS ? Set.of(ActionType.TASK_CREATE) : Set.of();
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    return switch (kind) {
      case GUARD -> compare(event, BigDecimal.ONE);
      case GUARD_WITH_FACT -> compare(event, facts.get(THRESHOLD));
      case TWO_ACTIONS -> act(event);
    };
  }

  private Answer compare(KernelEvent event, BigDecimal threshold) {
    BigDecimal before = event.payload().decimal("old_value").orElse(BigDecimal.ZERO);
    BigDecimal after = event.payload().decimal("new_value").orElse(BigDecimal.ZERO);
    boolean within = before.subtract(after).compareTo(before.multiply(threshold)) <= 0;
    Reason reason =
        within
            ? name.reason(".allow", "Within what you may give.")
            : name.reason(".block", "More than you may give.");
    return within ? new Answer.Allow(reason) : new Answer.Block(reason);
  }

  private Answer act(KernelEvent event) {
    Target deal = Target.of(Target.Kind.DEAL, event.entity().id());
    return new Answer.Act(
        name.reason(".act", "Two steps are due."),
        List.of(
            KernelAction.of(ActionType.TASK_CREATE, deal, name.reason(".first", "A step is due.")),
            KernelAction.of(
                ActionType.TASK_CREATE, deal, name.reason(".second", "A step is due."))));
  }
}
