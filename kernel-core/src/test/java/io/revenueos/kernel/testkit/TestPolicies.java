package io.revenueos.kernel.testkit;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import io.revenueos.kernel.tenant.Role;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies that always answer the same, to {@link TestEvents#event()} unless told otherwise. */
public final class TestPolicies {
  public static final Target DEAL = Target.of(Target.Kind.DEAL, "D-1");

  private TestPolicies() {}

  /** A policy made of its parts. */
  public record TestPolicy(
      PolicyName name,
      Set<Trigger> triggers,
      Set<Fact<?>> facts,
      Set<ActionType> actions,
      BiFunction<KernelEvent, Facts, Answer> answer)
      implements Policy {
    @Override
    public Answer decide(KernelEvent event, Facts given) {
      return answer.apply(event, given);
    }

    /** The same policy, asked about other events. */
    public TestPolicy on(String type, String... sources) {
      return new TestPolicy(name, Set.of(Trigger.on(type, sources)), facts, actions, answer);
    }

    /** The same policy, given these facts. */
    public TestPolicy knowing(Fact<?>... newFacts) {
      return new TestPolicy(name, triggers, Set.of(newFacts), actions, answer);
    }

    /** The same policy, which says that it asks for actions of these types. */
    public TestPolicy askingFor(ActionType... types) {
      return new TestPolicy(name, triggers, facts, Set.of(types), answer);
    }
  }

  public static TestPolicy answering(String name, BiFunction<KernelEvent, Facts, Answer> answer) {
    return new TestPolicy(
        new PolicyName(name),
        Set.of(Trigger.on(TestEvents.TYPE, TestEvents.SOURCE)),
        Set.of(),
        Set.of(),
        answer);
  }

  public static TestPolicy allow(String name) {
    Answer answer = new Answer.Allow(new PolicyName(name).reason(".allow", "fine"));
    return answering(name, (event, facts) -> answer);
  }

  public static TestPolicy allowWithOverride(String name, String... roles) {
    Answer answer =
        new Answer.AllowWithOverride(
            new PolicyName(name).reason(".override_required", "ask somebody"),
            Stream.of(roles).map(Role::new).collect(Collectors.toSet()));
    return answering(name, (event, facts) -> answer);
  }

  public static TestPolicy block(String name) {
    Answer answer = new Answer.Block(new PolicyName(name).reason(".block", "no"));
    return answering(name, (event, facts) -> answer);
  }

  public static TestPolicy noop(String name) {
    Answer answer = new Answer.Noop(new PolicyName(name).reason(".seen", "seen"));
    return answering(name, (event, facts) -> answer);
  }

  /** Asks for these actions. */
  public static TestPolicy acting(String name, KernelAction... actions) {
    Answer answer =
        new Answer.Act(new PolicyName(name).reason(".act", "something to do"), List.of(actions));
    return answering(name, (event, facts) -> answer)
        .askingFor(
            Stream.of(actions).map(KernelAction::type).distinct().toArray(ActionType[]::new));
  }

  /** Asks for one action of this type, as {@link #action} makes it. */
  public static TestPolicy acting(String name, ActionType type) {
    return acting(name, action(type, name, ".do"));
  }

  /** Throws an {@link IllegalStateException} with this message. */
  public static TestPolicy failing(String name, String message) {
    return answering(
        name,
        (event, facts) -> {
          throw new IllegalStateException(message);
        });
  }

  /** An automatic action on {@link #DEAL}; its reason code is the policy's name and the suffix. */
  public static KernelAction action(ActionType type, String policy, String suffix) {
    return KernelAction.of(type, DEAL, new PolicyName(policy).reason(suffix, "because"));
  }
}
