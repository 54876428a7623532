package io.revenueos.kernel.testkit;

import io.revenueos.kernel.Explanation.ActionNode;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** An action and what it left behind. */
public final class ActionAssert extends AbstractAssert<ActionAssert, ActionNode> {
  private final Kernel kernel;
  private final TenantScope scope;

  ActionAssert(Kernel kernel, TenantScope scope, ActionNode action) {
    super(action, ActionAssert.class);
    this.kernel = kernel;
    this.scope = scope;
  }

  public ActionAssert isCompleted() {
    return hasStatus(ActionStatus.COMPLETED);
  }

  /**
   * Pending; {@code what} is {@code approval}, {@code override}, {@code worker} or {@code resume}.
   */
  public ActionAssert waitsFor(String what) {
    hasStatus(ActionStatus.PENDING);
    return hasResult("waiting_for", what);
  }

  /** It will be tried again, after so many attempts that failed. */
  public ActionAssert isFailed(int attempts) {
    return hasStatus(ActionStatus.FAILED).hasAttempts(attempts);
  }

  /** Dead, for a reason with this code, and with a letter that says the same. */
  public ActionAssert isDead(String reasonCode) {
    hasStatus(ActionStatus.DEAD);
    Assertions.assertThat(kernel.control().deadLetter(scope, item()))
        .map((DeadLetter letter) -> letter.reason().code())
        .as("reason of the dead letter of %s", item())
        .contains(reasonCode);
    return hasResult("reason_code", reasonCode);
  }

  public ActionAssert isSkipped(String reasonCode) {
    return hasStatus(ActionStatus.SKIPPED).hasResult("reason_code", reasonCode);
  }

  public ActionAssert hasStatus(ActionStatus status) {
    Assertions.assertThat(actual.action().status())
        .as("status of %s (%s)", item(), actual.action().result())
        .isEqualTo(status);
    return this;
  }

  /** Something in its result that is a text. */
  public ActionAssert hasResult(String key, String text) {
    Assertions.assertThat(actual.action().result().text(key))
        .as("%s in the result of %s", key, item())
        .contains(text);
    return this;
  }

  /** How many attempts failed and are kept. */
  public ActionAssert hasAttempts(int failed) {
    Assertions.assertThat(attempts()).as("failed attempts at %s", item()).hasSize(failed);
    return this;
  }

  /** What each failed attempt says, among other things; one part per attempt, the oldest first. */
  public ActionAssert failedWith(String... parts) {
    KernelAssert.assertErrors(attempts(), parts);
    return this;
  }

  /** The tables it wrote to, one entry per row. */
  public ActionAssert hasEffectsIn(String... tables) {
    Assertions.assertThat(actual.effects().stream().map(RecordedEffect::table))
        .as("rows left behind by %s", item())
        .containsExactlyInAnyOrder(tables);
    return this;
  }

  private List<Attempt> attempts() {
    return kernel.control().attempts(scope, item());
  }

  private WorkItem item() {
    return WorkItem.of(actual.action().id());
  }
}
