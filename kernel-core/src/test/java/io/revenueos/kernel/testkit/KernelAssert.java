package io.revenueos.kernel.testkit;

import io.revenueos.kernel.Explanation;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.event.EventId;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions in the words of the domain:
 *
 * <pre>{@code
 * assertThat(kernel).event(id).isCompleted().hasDecision("test.guard_v1", DecisionOutcome.BLOCK);
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
    Explanation explanation =
        actual
            .ownerOf(id)
            .flatMap(scope -> actual.explain(scope, id))
            .orElseThrow(() -> new AssertionError("there is no event " + id));
    return new EventAssert(EventAssert.find(explanation.root(), id));
  }

  /** Counts events of all tenants, whatever became of them. */
  public KernelAssert hasEvents(int count) {
    long found = actual.stats().events().values().stream().mapToLong(Long::longValue).sum();
    Assertions.assertThat(found).as("number of events").isEqualTo(count);
    return this;
  }
}
