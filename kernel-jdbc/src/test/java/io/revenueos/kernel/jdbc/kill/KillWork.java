package io.revenueos.kernel.jdbc.kill;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.List;
import java.util.Locale;

/** The events of the kill test, and the policies that answer them. */
final class KillWork {
  static final String TYPE = "kill_happened";
  static final String FOLLOW_UP = "kill_followed";

  /** Notes in its result who handled the event, when, and after what. */
  static final ActionType MARK = new ActionType("TEST_MARK");

  static final ActionType STEP = new ActionType("TEST_STEP");
  static final ActionType EMIT = new ActionType("TEST_EMIT");

  private static final String SOURCE = "crm";
  private static final Target LEAD = Target.of(Target.Kind.LEAD, "L-1");

  private KillWork() {}

  /**
   * The n-th event of a tenant's entity.
   *
   * @param n counted from 0
   */
  record Item(TenantScope scope, String entity, int n, Kind kind) {
    KernelEvent event() {
      return KernelEvent.of(TYPE)
          .from(SOURCE)
          .in(scope)
          .about("deal", entity)
          .correlatedBy("kill")
          .idempotencyKey(entity + "/" + n)
          .with("kind", kind.name())
          .with("email", "ada@example.com")
          .build();
    }
  }

  static Kind kindOf(KernelEvent event) {
    return Kind.valueOf(event.payload().text("kind").orElseThrow());
  }

  /** What {@link Kind#CHAIN} emits: about the same entity, so that it has to wait its turn. */
  static KernelEvent followUpOf(KernelEvent event) {
    return KernelEvent.of(FOLLOW_UP)
        .from(SOURCE)
        .in(event.scope())
        .about(event.entity().type(), event.entity().id())
        .correlatedBy("kill")
        .idempotencyKey(event.idempotencyKey() + "/followed")
        .build();
  }

  static List<Policy> policies() {
    PolicyName work = new PolicyName("test.kill_work_v1");
    PolicyName more = new PolicyName("test.kill_more_v1");
    PolicyName followed = new PolicyName("test.kill_followed_v1");
    return List.of(
        TestPolicies.answering(work.toString(), (event, facts) -> work(work, event))
            .on(TYPE, SOURCE)
            .askingFor(ActionType.TASK_CREATE, ActionType.OUTBOUND_EMAIL, MARK),
        TestPolicies.answering(more.toString(), (event, facts) -> more(more, kindOf(event)))
            .on(TYPE, SOURCE)
            .askingFor(STEP, EMIT),
        TestPolicies.acting(followed.toString(), action(followed, ActionType.TASK_CREATE))
            .on(FOLLOW_UP, SOURCE));
  }

  private static Answer work(PolicyName policy, KernelEvent event) {
    if (kindOf(event) == Kind.POISON_POLICY) {
      throw new IllegalStateException("a policy that throws");
    }
    return act(
        policy,
        action(policy, ActionType.TASK_CREATE),
        action(policy, ActionType.OUTBOUND_EMAIL).with("subject", "Hello"),
        action(policy, MARK));
  }

  private static Answer more(PolicyName policy, Kind kind) {
    return switch (kind) {
      case STEP, STEP_FLAKY, STEP_DEAD -> act(policy, action(policy, STEP));
      case CHAIN -> act(policy, action(policy, EMIT));
      default -> new Answer.Noop(policy.reason(".noop", "nothing more"));
    };
  }

  private static Answer act(PolicyName policy, KernelAction... actions) {
    return new Answer.Act(policy.reason(".act", "something to do"), List.of(actions));
  }

  private static KernelAction action(PolicyName policy, ActionType type) {
    String suffix = "." + type.name().toLowerCase(Locale.ROOT);
    return KernelAction.of(type, LEAD, policy.reason(suffix, "because"));
  }
}
