package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.StepEntry.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store's {@link StepQueue} must do. */
abstract class StepQueueContract extends StoreContract {
  private static final ActionType TYPE = ActionType.AGENT_RUN;
  private static final Instant EXPIRY = NOW.plusSeconds(30);

  private RecordedEvent event(int number) {
    return append(StoreSamples.event(A, "step " + number).build());
  }

  private ActionId newStep(int number, ActionType type, String module, Instant dueAt) {
    ActionId id = act(event(number), ActionStatus.PENDING);
    addStep(A, new NewStep(id, type, module, dueAt));
    return id;
  }

  private ActionId newStep(int number) {
    return newStep(number, TYPE, "cmo", NOW);
  }

  private List<LeasedStep> lease(String node, Instant now, int limit) {
    return lease(new LeaseRequest(node, now, now.plusSeconds(30), limit, Set.of(TYPE), Set.of()));
  }

  private List<LeasedStep> lease(LeaseRequest request) {
    return in(A, t -> t.steps().lease(request));
  }

  private StepEntry leaseOne(String node, Instant now) {
    List<LeasedStep> leased = lease(node, now, 10);
    assertThat(leased).hasSize(1);
    return leased.get(0).entry();
  }

  private boolean renew(ActionId id, long fence, Instant until) {
    return in(A, t -> t.steps().renew(id, fence, until));
  }

  private static List<ActionId> ids(List<LeasedStep> leased) {
    return leased.stream().map(step -> step.entry().actionId()).toList();
  }

  @Test
  void aStepIsLeasedWithItsActionAndItsEvent() {
    RecordedEvent event = event(1);
    ActionId id = act(event, ActionStatus.PENDING);
    addStep(A, new NewStep(id, TYPE, "", NOW));
    StepEntry before = step(A, id).orElseThrow();
    assertThat(before.attempts()).isZero();
    assertThat(before.dueAt()).isEqualTo(NOW);
    assertThat(before.lease()).isEmpty();
    List<LeasedStep> leased = lease("node-1", NOW, 10);
    assertThat(leased).hasSize(1);
    StepEntry entry = leased.get(0).entry();
    assertThat(leased.get(0).event()).isEqualTo(event);
    assertThat(leased.get(0).action()).isEqualTo(action(A, id).orElseThrow());
    assertThat(entry.actionId()).isEqualTo(id);
    assertThat(entry.attempts()).isEqualTo(1);
    assertThat(entry.fence()).isGreaterThan(before.fence());
    assertThat(entry.lease()).contains(new Lease("node-1", EXPIRY));
    assertThat(step(A, id)).contains(entry);
  }

  @Test
  void aLockedStepIsReadAsItIsFound() {
    ActionId id = newStep(1);
    run(A, t -> assertThat(t.steps().lock(id)).isPresent().isEqualTo(t.steps().find(id)));
  }

  @Test
  void anActionThatWasNotLeftToAWorkerHasNoStep() {
    ActionId id = act(event(1), ActionStatus.COMPLETED);
    assertThat(step(A, id)).isEmpty();
    run(A, t -> assertThat(t.steps().lock(id)).isEmpty());
    assertThat(lease("node-1", NOW, 10)).isEmpty();
    assertThat(renew(id, 0, EXPIRY)).isFalse();
    assertThatThrownBy(() -> run(A, t -> t.steps().release(id, 1, NOW)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(id.toString());
    assertThatThrownBy(() -> run(A, t -> t.steps().remove(id)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(id.toString());
  }

  @Test
  void onlyWhatIsDueIsLeased() {
    ActionId due = newStep(1);
    ActionId later = newStep(2, TYPE, "cmo", NOW.plusSeconds(1));
    assertThat(ids(lease("node-1", NOW, 10))).containsExactly(due);
    assertThat(ids(lease("node-1", NOW.plusSeconds(1), 10))).containsExactly(later);
  }

  @Test
  void onlyTheTypesAskedForAreLeasedAndNotThoseOfHeldModules() {
    ActionId wanted = newStep(1);
    ActionId otherType = newStep(2, ActionType.OUTBOUND_EMAIL, "cmo", NOW);
    ActionId held = newStep(3, TYPE, "cro", NOW);
    ActionId outsideModules = newStep(4, TYPE, "", NOW);
    LeaseRequest request = new LeaseRequest("n", NOW, EXPIRY, 10, Set.of(TYPE), Set.of("cro"));
    assertThat(ids(lease(request))).containsExactlyInAnyOrder(wanted, outsideModules);
    LeaseRequest all =
        new LeaseRequest(
            "n", NOW, EXPIRY, 10, Set.of(TYPE, ActionType.OUTBOUND_EMAIL), Set.of("unheard_of"));
    assertThat(ids(lease(all))).containsExactlyInAnyOrder(otherType, held);
    LeaseRequest nothing = new LeaseRequest("n", NOW, EXPIRY, 10, Set.of(), Set.of());
    assertThat(lease(nothing)).isEmpty();
  }

  @Test
  void whatIsExceptedIsLeft() {
    ActionId first = newStep(1);
    ActionId second = newStep(2);
    Set<ActionId> except = Set.of(first);
    LeaseRequest request = new LeaseRequest("n", NOW, EXPIRY, 1, Set.of(TYPE), Set.of(), except);
    assertThat(ids(lease(request))).containsExactly(second);
    assertThat(lease(request)).isEmpty();
    assertThat(ids(lease("n", NOW, 10))).containsExactly(first);
  }

  @Test
  void whetherThereIsAnyDoesNotDependOnWhatIsDueOrLeased() {
    assertThat(any(Set.of(TYPE), Set.of())).isFalse();
    ActionId later = newStep(1, TYPE, "cmo", NOW.plusSeconds(9_000));
    assertThat(any(Set.of(TYPE), Set.of())).isTrue();
    run(A, t -> t.steps().remove(later));
    assertThat(any(Set.of(TYPE), Set.of())).isFalse();
    newStep(2);
    leaseOne("node-1", NOW);
    assertThat(any(Set.of(TYPE, ActionType.NOOP), Set.of("cro"))).isTrue();
    assertThat(any(Set.of(ActionType.NOOP), Set.of())).isFalse();
    assertThat(any(Set.of(), Set.of())).isFalse();
    assertThat(any(Set.of(TYPE), Set.of("cro", "cmo"))).isFalse();
    run(B, t -> assertThat(t.steps().any(Set.of(TYPE), Set.of())).isFalse());
  }

  private boolean any(Set<ActionType> types, Set<String> heldModules) {
    return in(A, t -> t.steps().any(types, heldModules));
  }

  @Test
  void noMoreThanTheLimitIsLeasedAndNothingTwice() {
    List<ActionId> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(newStep(i));
    }
    List<ActionId> leased = new ArrayList<>(ids(lease("node-1", NOW, 2)));
    assertThat(leased).hasSize(2);
    leased.addAll(ids(lease("node-2", NOW, 2)));
    assertThat(leased).hasSize(4);
    leased.addAll(ids(lease("node-1", NOW, 2)));
    assertThat(leased).containsExactlyInAnyOrderElementsOf(all);
    assertThat(lease("node-2", NOW, 2)).isEmpty();
  }

  @Test
  void aLeaseThatIsOverPassesToTheNextNodeAndTheFenceGrows() {
    ActionId id = newStep(1);
    StepEntry first = leaseOne("node-1", NOW);
    assertThat(lease("node-2", EXPIRY.minusNanos(1_000), 10)).isEmpty();
    StepEntry second = leaseOne("node-2", EXPIRY);
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.lease()).contains(new Lease("node-2", EXPIRY.plusSeconds(30)));
    assertThat(renew(id, first.fence(), EXPIRY.plusSeconds(99))).isFalse();
    assertThat(step(A, id)).contains(second);
  }

  @Test
  void aLeaseIsProlongedByWhoHoldsIt() {
    ActionId id = newStep(1);
    StepEntry leased = leaseOne("node-1", NOW);
    Instant longer = NOW.plusSeconds(90);
    assertThat(renew(id, leased.fence(), longer)).isTrue();
    StepEntry renewed = step(A, id).orElseThrow();
    assertThat(renewed.lease()).contains(new Lease("node-1", longer));
    assertThat(renewed.attempts()).isEqualTo(1);
    assertThat(renewed.fence()).isEqualTo(leased.fence());
    assertThat(lease("node-2", EXPIRY, 10)).isEmpty();
    assertThat(renew(id, leased.fence() + 1, longer)).isFalse();
  }

  @Test
  void aLeaseThatIsOverButThatNobodyTookCanBeProlonged() {
    ActionId id = newStep(1);
    long fence = leaseOne("node-1", NOW).fence();
    Instant longAfter = NOW.plusSeconds(9_000);
    assertThat(renew(id, fence, longAfter)).isTrue();
    assertThat(lease("node-2", longAfter.minusSeconds(1), 10)).isEmpty();
  }

  @Test
  void aReleasedStepIsLeasedAgainWhenItIsDue() {
    ActionId id = newStep(1);
    StepEntry first = leaseOne("node-1", NOW);
    Instant next = NOW.plusSeconds(10);
    run(A, t -> t.steps().release(id, 1, next));
    StepEntry released = step(A, id).orElseThrow();
    assertThat(released.lease()).isEmpty();
    assertThat(released.dueAt()).isEqualTo(next);
    assertThat(released.attempts()).isEqualTo(1);
    assertThat(lease("node-2", next.minusNanos(1_000), 10)).isEmpty();
    StepEntry second = leaseOne("node-2", next);
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  /** The keeper of leases may come too late, with a fence that is still the newest. */
  @Test
  void theLeaseOfAReleasedStepIsNotProlonged() {
    ActionId id = newStep(1);
    long fence = leaseOne("node-1", NOW).fence();
    run(A, t -> t.steps().release(id, 1, NOW));
    StepEntry released = step(A, id).orElseThrow();
    assertThat(renew(id, fence, EXPIRY)).isFalse();
    assertThat(step(A, id)).contains(released);
    assertThat(leaseOne("node-2", NOW).attempts()).isEqualTo(2);
  }

  @Test
  void aStepThatWasNotToBlameIsReleasedWithoutCountingTheAttempt() {
    ActionId id = newStep(1);
    leaseOne("node-1", NOW);
    run(A, t -> t.steps().release(id, 0, NOW));
    assertThat(leaseOne("node-2", NOW).attempts()).isEqualTo(1);
  }

  @Test
  void aFinalActionHasNoStep() {
    ActionId id = newStep(1);
    long fence = leaseOne("node-1", NOW).fence();
    assertThat(store().tenantsWithSteps()).containsExactly(A.tenant());
    run(A, t -> t.steps().remove(id));
    assertThat(step(A, id)).isEmpty();
    assertThat(renew(id, fence, EXPIRY)).isFalse();
    assertThat(lease("node-2", NOW.plusSeconds(9_000), 10)).isEmpty();
    assertThat(store().tenantsWithSteps()).isEmpty();
    assertThatThrownBy(() -> run(A, t -> t.steps().remove(id)))
        .isInstanceOf(RefusedException.class);
  }

  /** Who held it before it died must not be taken for who holds it after an operator's retry. */
  @Test
  void theFenceGrowsEvenWhenAStepWasTakenOutInBetween() {
    ActionId id = newStep(1);
    long before = leaseOne("node-1", NOW).fence();
    run(A, t -> t.steps().remove(id));
    addStep(A, new NewStep(id, TYPE, "cmo", NOW));
    assertThat(step(A, id).orElseThrow().attempts()).isZero();
    assertThat(renew(id, before, EXPIRY)).isFalse();
    assertThat(leaseOne("node-2", NOW).fence()).isGreaterThan(before);
    assertThat(renew(id, before, EXPIRY)).isFalse();
  }
}
