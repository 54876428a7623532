package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do when it accepts events from outside. */
abstract class AcceptContract extends StoreContract {
  private final KernelEvent ofA = StoreSamples.event(A, "a").build();
  private final KernelEvent ofB = StoreSamples.event(B, "b").build();

  private List<Receipt> accept(Admission admission, KernelEvent... events) {
    return store().accept(List.of(events), admission, NOW, Wake.NOBODY);
  }

  private RecordedEvent find(TenantScope scope, Receipt receipt) {
    return in(scope, t -> t.events().find(receipt.eventId()).orElseThrow());
  }

  @Test
  void eventsOfSeveralTenantsAreStoredAndQueued() {
    List<KernelEvent> events =
        IntStream.range(0, 100)
            .mapToObj(
                n -> StoreSamples.about(n % 3 == 0 ? A : B, "L-" + n % 5, "number " + (100 - n)))
            .toList();
    List<Receipt> receipts = store().accept(events, Admission.EVERYONE, NOW, Wake.NOBODY);
    assertThat(receipts).hasSize(100).noneMatch(Receipt::duplicate);
    assertThat(receipts).extracting(receipt -> receipt.eventId().value()).isSorted();
    for (int i = 0; i < events.size(); i++) {
      RecordedEvent stored = find(events.get(i).scope(), receipts.get(i));
      assertThat(stored.event()).isEqualTo(events.get(i));
      assertThat(stored.recordedAt()).isEqualTo(NOW);
      assertThat(stored.causation()).isEmpty();
      assertThat(entry(stored)).contains(new QueueEntry(stored.id(), 0, NOW));
    }
  }

  @Test
  void whatIsAcceptedTwiceIsStoredOnce() {
    KernelEvent sameKeyOfB =
        StoreSamples.event(B, "other").idempotencyKey(ofA.idempotencyKey().value()).build();
    EventId first = accept(Admission.EVERYONE, ofA).get(0).eventId();
    List<Receipt> receipts = accept(Admission.EVERYONE, ofB, ofA, sameKeyOfB, ofB);
    assertThat(receipts).extracting(Receipt::duplicate).containsExactly(false, true, false, true);
    assertThat(receipts.get(1).eventId()).isEqualTo(first);
    assertThat(receipts.get(3).eventId()).isEqualTo(receipts.get(0).eventId());
    assertThat(receipts.get(2).eventId()).isNotIn(first, receipts.get(0).eventId());
  }

  @Test
  void aDuplicateOfACompletedEventIsNotQueuedAgain() {
    RecordedEvent completed = append(ofA);
    assertThat(accept(Admission.EVERYONE, ofA)).containsExactly(new Receipt(completed.id(), true));
    assertThat(entry(completed)).isEmpty();
  }

  @Test
  void nothingIsAcceptedFromNobody() {
    assertThat(accept(Admission.REGISTERED)).isEmpty();
  }

  @Test
  void anUnregisteredTenantIsTakenUnlessRegistrationIsRequired() {
    store().register(Tenant.of(A.tenant(), "first", "First"));
    assertThat(accept(Admission.REGISTERED, ofA)).hasSize(1);
    KernelEvent more = StoreSamples.event(A, "more").build();
    assertThatThrownBy(() -> accept(Admission.REGISTERED, more, ofB))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(B.tenant().toString());
    assertThat(store().tenantsWithEvents()).containsExactly(A.tenant());
    assertThat(accept(Admission.EVERYONE, more, ofB)).noneMatch(Receipt::duplicate);
  }

  @Test
  void aDeactivatedTenantIsNeverTaken() {
    store().register(Tenant.of(B.tenant(), "second", "Second").deactivated());
    for (Admission admission : Admission.values()) {
      assertThatThrownBy(() -> accept(admission, ofB))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(B.tenant().toString());
    }
    assertThatThrownBy(() -> accept(Admission.EVERYONE, ofA, ofB))
        .isInstanceOf(RefusedException.class);
    assertThat(store().tenantsWithEvents()).isEmpty();
    assertThat(store().openPartitions(NOW)).isEmpty();
  }

  @Test
  void aRegistrationCountsFromTheNextEventOn() {
    Tenant tenant = Tenant.of(A.tenant(), "first", "First");
    assertThatThrownBy(() -> accept(Admission.REGISTERED, ofA))
        .isInstanceOf(RefusedException.class);
    store().register(tenant);
    assertThat(accept(Admission.REGISTERED, ofA)).hasSize(1);
    store().register(tenant.deactivated());
    assertThatThrownBy(() -> accept(Admission.REGISTERED, ofA))
        .isInstanceOf(RefusedException.class);
  }
}
