package io.revenueos.kernel.testkit;

import io.revenueos.kernel.Explanation;
import io.revenueos.kernel.Explanation.EventNode;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions in the words of the domain:
 *
 * <pre>{@code
 * assertThat(kernel).event(id).isCompleted().hasDecision("test.guard_v1", DecisionOutcome.BLOCK);
 * assertThat(kernel).event(id).action(ActionType.AGENT_RUN).isDead("budget_exceeded");
 * }</pre>
 */
public final class KernelAssert extends AbstractAssert<KernelAssert, Kernel> {
  private KernelAssert(Kernel kernel) {
    super(kernel, KernelAssert.class);
  }

  public static KernelAssert assertThat(Kernel kernel) {
    return new KernelAssert(kernel);
  }

  /** What the kernel knows about an event, whosever it is. */
  public EventAssert event(EventId id) {
    return new EventAssert(actual, node(actual, id));
  }

  static EventNode node(Kernel kernel, EventId id) {
    Explanation explanation =
        kernel
            .control()
            .ownerOf(id)
            .flatMap(scope -> kernel.explain(scope, id))
            .orElseThrow(() -> new AssertionError("there is no event " + id));
    return EventAssert.find(explanation.root(), id);
  }

  /** A tenant's dead letters that nobody has discarded; events before actions, by their ids. */
  public ListAssert<DeadLetter> deadLetters(TenantScope scope) {
    return Assertions.assertThat(actual.control().deadLetters(scope, null, 1_000))
        .as("dead letters of tenant %s", scope.tenant());
  }

  static void assertErrors(List<Attempt> attempts, String... parts) {
    Assertions.assertThat(attempts).as("failed attempts").hasSameSizeAs(parts);
    for (int i = 0; i < parts.length; i++) {
      Assertions.assertThat(attempts.get(i).number()).isEqualTo(i + 1);
      Assertions.assertThat(attempts.get(i).error()).contains(parts[i]);
    }
  }

  /** Counts events of all tenants, whatever became of them. */
  public KernelAssert hasEvents(int count) {
    long found =
        actual.control().stats().events().values().stream().mapToLong(Long::longValue).sum();
    Assertions.assertThat(found).as("number of events").isEqualTo(count);
    return this;
  }
}
