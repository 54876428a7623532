package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every store's {@link Journal#concludeFresh} must do: let nothing through that is not so. A
 * store that never says what a partition bears refuses all of it; {@link FreshEventContract} is for
 * those that do.
 */
abstract class FreshClaimContract extends StoreContract {
  static final Tenant TENANT =
      Tenant.of(A.tenant(), "first", "First").configured(JsonObject.of("mode", "shadow"));

  static final long NO_STAMP = -1;

  private int actings;

  /** A tenant's first claim makes its partitions. */
  @BeforeEach
  void claimOnce() {
    run(A, t -> t.queue().claim(new ClaimRequest(PartitionRange.all(), 1, NOW, Set.of())));
  }

  FreshEvent accept(String lead, int number) {
    KernelEvent event = StoreSamples.about(A, lead, lead + " " + number);
    Accepted accepted = store().acceptOne(event, Admission.EVERYONE, NOW, Wake.NOBODY);
    Long stamp = accepted.stampOrNull();
    return new FreshEvent(
        new RecordedEvent(accepted.receipt().eventId(), event, NOW, null),
        stamp == null ? NO_STAMP : stamp);
  }

  void conclude(FreshEvent fresh, @Nullable Tenant registration, Batch batch) {
    FreshClaim claim = new FreshClaim(fresh, registration);
    run(A, t -> t.journal().concludeFresh(batch.build(), claim, NOW));
  }

  void conclude(FreshEvent fresh, @Nullable Tenant registration) {
    conclude(fresh, registration, Batch.empty().completed(fresh.event()));
  }

  /** Nothing is left behind. */
  void assertStale(FreshEvent fresh, @Nullable Tenant registration) {
    RecordedEvent acting = append(StoreSamples.event(A, "acting " + ++actings).build());
    ActionId action = act(acting, ActionStatus.COMPLETED);
    Batch batch =
        Batch.empty()
            .effect(action, acting, StoreSamples.task("a trace of it" + actings))
            .completed(fresh.event());
    Optional<QueueEntry> before = entry(fresh.event());
    assertThatThrownBy(() -> conclude(fresh, registration, batch))
        .isInstanceOf(StaleClaimException.class);
    List<RecordedEffect> left = in(A, t -> t.journal().effects(List.of(action)));
    assertThat(left).isEmpty();
    assertThat(entry(fresh.event())).isEqualTo(before);
  }

  @Test
  void anEventBehindAnotherBearsNothing() {
    FreshEvent first = accept("L-1", 1);
    FreshEvent second = accept("L-1", 2);
    assertThat(second.stamp()).isEqualTo(NO_STAMP);
    assertStale(second, null);
    record(A, Batch.empty().retry(first.event(), 1, NOW.plusSeconds(60)));
    assertThat(accept("L-1", 3).stamp()).isEqualTo(NO_STAMP);
  }

  @Test
  void somebodyElsesWorkInThePartitionIsNoticed() {
    FreshEvent first = accept("L-1", 1);
    RecordedEvent second = queue(StoreSamples.about(A, "L-1", "2"));
    record(A, Batch.empty().completed(second));
    assertStale(first, null);
    record(A, Batch.empty().completed(first.event()));
  }

  @Test
  void itIsNoticedHoweverItWasWritten() {
    FreshEvent first = accept("L-1", 1);
    RecordedEvent second = queue(StoreSamples.about(A, "L-1", "2"));
    run(A, t -> t.journal().conclude(Batch.empty().completed(second).build(), NOW));
    assertStale(first, null);
    record(A, Batch.empty().completed(first.event()));
    FreshEvent third = accept("L-1", 3);
    RecordedEvent fourth = queue(StoreSamples.about(A, "L-1", "4"));
    record(A, Batch.empty().retry(fourth, 1, NOW.plusSeconds(60)));
    assertStale(third, null);
  }

  @Test
  void anEventThatFailedBeforeIsNotFreshAnyMore() {
    FreshEvent event = accept("L-1", 1);
    record(A, Batch.empty().retry(event.event(), 1, NOW.plusSeconds(60)));
    assertStale(event, null);
    assertThat(entry(event.event())).map(QueueEntry::attempts).contains(1);
  }

  @Test
  void anEventThatSomebodyElseProcessedIsNotProcessedAgain() {
    FreshEvent gone = accept("L-1", 1);
    record(A, Batch.empty().completed(gone.event()));
    assertStale(gone, null);
  }

  @Test
  void aRegistrationThatIsNotKnownIsNotGoneBy() {
    FreshEvent event = accept("L-1", 1);
    assertStale(event, TENANT);
    store().register(TENANT);
    assertStale(event, null);
    assertStale(event, TENANT.configured(JsonObject.of("mode", "live")));
    store().register(TENANT.deactivated());
    assertStale(event, TENANT);
    assertStale(event, null);
  }

  @Test
  void anotherTenantsEventIsRefused() {
    FreshEvent ofA = accept("L-1", 1);
    RecordedEvent forged =
        new RecordedEvent(ofA.event().id(), StoreSamples.about(B, "L-1", "x"), NOW, null);
    for (RecordedEvent foreign : List.of(ofA.event(), forged)) {
      FreshClaim claim = new FreshClaim(new FreshEvent(foreign, ofA.stamp()), null);
      Batch batch = Batch.empty().completed(foreign);
      assertThatThrownBy(() -> run(B, t -> t.journal().concludeFresh(batch.build(), claim, NOW)))
          .isInstanceOfAny(RefusedException.class, StaleClaimException.class);
    }
    assertThat(entry(ofA.event())).isPresent();
  }

  @Test
  void aDuplicateBearsNothing() {
    KernelEvent event = StoreSamples.about(A, "L-1", "once");
    Accepted first = store().acceptOne(event, Admission.EVERYONE, NOW, Wake.NOBODY);
    Accepted again = store().acceptOne(event, Admission.EVERYONE, NOW, Wake.NOBODY);
    assertThat(first.receipt().duplicate()).isFalse();
    assertThat(again.receipt().duplicate()).isTrue();
    assertThat(again.receipt().eventId()).isEqualTo(first.receipt().eventId());
    assertThat(again.stampOrNull()).isNull();
  }

  @Test
  void whoeverMayNotEmitMayNotEmitOne() {
    KernelEvent event = StoreSamples.about(A, "L-1", "1");
    assertThatThrownBy(() -> store().acceptOne(event, Admission.REGISTERED, NOW, Wake.NOBODY))
        .isInstanceOf(RefusedException.class);
    store().register(TENANT.deactivated());
    assertThatThrownBy(() -> store().acceptOne(event, Admission.EVERYONE, NOW, Wake.NOBODY))
        .isInstanceOf(RefusedException.class);
    store().register(TENANT);
    store().acceptOne(event, Admission.REGISTERED, NOW, Wake.NOBODY);
    assertThat(store().stats().events()).containsValue(1L);
  }
}
