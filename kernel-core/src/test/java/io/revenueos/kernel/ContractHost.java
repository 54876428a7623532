package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.KernelEventBuilder;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The host of {@link KernelContract}: its events, what it answers, and what it does then. */
final class ContractHost {
  static final TenantScope TENANT =
      TenantScope.of(TenantId.of("aaaaaaaa-0000-4000-8000-000000000001"));

  private static final ActionType FLAKY = new ActionType("FLAKY");
  private static final Fact<Boolean> OPEN = Fact.flag("shop.open", true);

  private final AtomicInteger failuresLeft = new AtomicInteger();

  /** Answers a lead with a message, a task, something flaky, and something that needs approval. */
  static final class Welcome implements Policy {
    @Override
    public PolicyName name() {
      return new PolicyName("test.welcome_v1");
    }

    @Override
    public Set<Trigger> triggers() {
      return Set.of(Trigger.on("lead_captured", "test"));
    }

    @Override
    public Set<Fact<?>> facts() {
      return Set.of(Fact.NOW, OPEN);
    }

    @Override
    public Set<ActionType> actions() {
      return Set.of(ActionType.OUTBOUND_EMAIL, ActionType.TASK_CREATE, FLAKY);
    }

    @Override
    public Answer decide(KernelEvent event, Facts facts) {
      Target lead = Target.of(Target.Kind.LEAD, event.entity().id());
      return new Answer.Act(
          name().reason(".welcome", "open: " + facts.get(OPEN)),
          List.of(
              KernelAction.of(ActionType.OUTBOUND_EMAIL, lead, name().reason(".mail", "say hello"))
                  .with("subject", "Hello"),
              KernelAction.of(ActionType.TASK_CREATE, lead, name().reason(".task", "call"))
                  .with("due_in_hours", 1),
              KernelAction.of(FLAKY, lead, name().reason(".flaky", "try")),
              KernelAction.of(ActionType.UPSELL_TRIGGER, lead, name().reason(".upsell", "offer"))
                  .execution(Execution.AFTER_APPROVAL)));
    }
  }

  /** Blocks what says so. */
  static final class Gate implements Policy {
    @Override
    public PolicyName name() {
      return new PolicyName("test.gate_v1");
    }

    @Override
    public Set<Trigger> triggers() {
      return Set.of(Trigger.on("gate_asked", "test"));
    }

    @Override
    public Set<Fact<?>> facts() {
      return Set.of();
    }

    @Override
    public Set<ActionType> actions() {
      return Set.of();
    }

    @Override
    public Answer decide(KernelEvent event, Facts facts) {
      if (event.payload().flag("broken").orElse(false)) {
        throw new IllegalStateException("the gate is broken");
      }
      return event.payload().flag("block").orElse(true)
          ? new Answer.Block(name().reason(".block", "no"))
          : new Answer.Allow(name().reason(".allow", "yes"));
    }
  }

  /** Fails as often as it was told to. */
  ActionHandler flaky() {
    return new Flaky();
  }

  /** Has so many calls of the flaky handler fail from now on. */
  void fail(int times) {
    failuresLeft.set(times);
  }

  private final class Flaky implements ActionHandler {
    @Override
    public Set<ActionType> types() {
      return Set.of(FLAKY);
    }

    @Override
    public Outcome handle(KernelAction action, ActionContext context) {
      if (failuresLeft.getAndDecrement() > 0) {
        throw new IllegalStateException("flaky on purpose");
      }
      return Outcome.completed(JsonObject.of("tried", true));
    }
  }

  /** What {@link Welcome} answers. */
  static KernelEventBuilder lead(String correlation) {
    return KernelEvent.of("lead_captured")
        .from("test")
        .in(TENANT)
        .about("lead", "L-1")
        .correlatedBy(correlation)
        .with("email", "ada@example.com");
  }

  /** What {@link Gate} answers. */
  static KernelEventBuilder ask(String correlation) {
    return KernelEvent.of("gate_asked")
        .from("test")
        .in(TENANT)
        .about("deal", "D-1")
        .correlatedBy(correlation);
  }
}
