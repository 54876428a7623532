package io.revenueos.kernel.testkit;

import io.revenueos.kernel.Explanation.ActionNode;
import io.revenueos.kernel.Explanation.EventNode;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** An event and everything that followed from it directly. */
public final class EventAssert extends AbstractAssert<EventAssert, EventNode> {
  private final Kernel kernel;

  EventAssert(Kernel kernel, EventNode event) {
    super(event, EventAssert.class);
    this.kernel = kernel;
  }

  static EventNode find(EventNode root, EventId id) {
    return all(root)
        .filter(node -> node.event().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("event %s is not in its own tree".formatted(id)));
  }

  private static Stream<EventNode> all(EventNode node) {
    return Stream.concat(
        Stream.of(node),
        actions(node).flatMap(action -> action.caused().stream()).flatMap(EventAssert::all));
  }

  static Stream<ActionNode> actions(EventNode node) {
    return node.decisions().stream().flatMap(decision -> decision.actions().stream());
  }

  public EventAssert isCompleted() {
    return hasStatus(EventStatus.COMPLETED);
  }

  public EventAssert isPending() {
    return hasStatus(EventStatus.PENDING);
  }

  public EventAssert isFailed() {
    return hasStatus(EventStatus.FAILED);
  }

  /** It will be tried again, after so many attempts that failed. */
  public EventAssert isFailed(int attempts) {
    return isFailed().hasAttempts(attempts);
  }

  public EventAssert isDead() {
    return hasStatus(EventStatus.DEAD);
  }

  /** Dead, with a letter whose reason has this code. */
  public EventAssert isDead(String reasonCode) {
    Assertions.assertThat(kernel.control().deadLetter(scope(), item()))
        .map((DeadLetter letter) -> letter.reason().code())
        .as("reason of the dead letter of %s", item())
        .contains(reasonCode);
    return isDead();
  }

  public EventAssert hasStatus(EventStatus status) {
    Assertions.assertThat(actual.status())
        .as("status of event %s (last error: %s)", actual.event().id(), actual.errorOrNull())
        .isEqualTo(status);
    return this;
  }

  public EventAssert hasAttempts(int failed) {
    Assertions.assertThat(actual.attempts()).as("failed attempts").isEqualTo(failed);
    return this;
  }

  /** What each failed attempt says, among other things; one part per attempt, the oldest first. */
  public EventAssert failedWith(String... parts) {
    KernelAssert.assertErrors(kernel.control().attempts(scope(), item()), parts);
    return this;
  }

  public EventAssert hasErrorContaining(String... parts) {
    Assertions.assertThat(actual.error().orElse("")).as("last error").contains(parts);
    return this;
  }

  public EventAssert hasNoDecisions() {
    Assertions.assertThat(actual.decisions()).as("decisions").isEmpty();
    return this;
  }

  public EventAssert hasDecision(String policy, DecisionOutcome outcome) {
    Assertions.assertThat(actual.decisions())
        .as("decisions of event %s", actual.event().id())
        .extracting(
            node -> node.decision().decision().rule().value(),
            node -> node.decision().decision().outcome())
        .contains(Assertions.tuple(policy, outcome));
    return this;
  }

  public EventAssert hasAction(ActionType type, ActionStatus status) {
    Assertions.assertThat(actions(actual).map(ActionNode::action))
        .as("actions of event %s", actual.event().id())
        .extracting(action -> action.action().type(), action -> action.status())
        .contains(Assertions.tuple(type, status));
    return this;
  }

  /** The only action of a type that its policies asked for. */
  public ActionAssert action(ActionType type) {
    return onlyAction("type " + type, node -> node.action().action().type().equals(type));
  }

  /** One of the actions that its policies asked for. */
  public ActionAssert action(ActionId id) {
    return onlyAction("id " + id, node -> node.action().id().equals(id));
  }

  private ActionAssert onlyAction(String what, Predicate<ActionNode> wanted) {
    List<ActionNode> found = actions(actual).filter(wanted).toList();
    Assertions.assertThat(found)
        .as("actions of event %s with %s", actual.event().id(), what)
        .hasSize(1);
    return new ActionAssert(kernel, scope(), found.get(0));
  }

  private TenantScope scope() {
    return actual.event().event().scope();
  }

  private WorkItem item() {
    return WorkItem.of(actual.event().id());
  }

  /** The tables its actions wrote to, one entry per row, in any order. */
  public EventAssert hasEffectsIn(String... tables) {
    List<String> found =
        actions(actual)
            .flatMap(action -> action.effects().stream())
            .map(RecordedEffect::table)
            .toList();
    Assertions.assertThat(found).as("rows left behind").containsExactlyInAnyOrder(tables);
    return this;
  }

  public EventAssert caused(EventId... events) {
    Assertions.assertThat(
            actions(actual).flatMap(action -> action.caused().stream()).map(n -> n.event().id()))
        .as("events caused")
        .containsExactly(events);
    return this;
  }
}
