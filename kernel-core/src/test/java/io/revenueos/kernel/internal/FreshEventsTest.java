package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a node keeps in memory, and no more than that. */
class FreshEventsTest {
  private static final TenantId A = Entities.tenant(1);
  private static final TenantId B = Entities.tenant(2);

  private final FreshEvents fresh = new FreshEvents();

  private static RecordedEvent event(long id, TenantId tenant, int partition, String text) {
    KernelEvent event =
        TestEvents.event()
            .in(TenantScope.of(tenant))
            .about("thing", Entities.in(partition).event().entity().id())
            .with("text", text)
            .build();
    return new RecordedEvent(new EventId(id), event, Instant.EPOCH, null);
  }

  @Test
  void theyAreTakenOnceByPartitionAndThenById() {
    RecordedEvent third = event(3, A, 5, "x");
    RecordedEvent second = event(2, A, 5, "x");
    RecordedEvent first = event(9, A, 4, "x");
    RecordedEvent elsewhere = event(1, A, 7, "x");
    RecordedEvent ofB = event(4, B, 5, "x");
    assertThat(new RecordedEvent[] {third, second, elsewhere, ofB, first}).allMatch(fresh::add);

    PartitionRange range = new PartitionRange(4, 6);
    assertThat(fresh.take(A, range)).containsExactly(first, second, third);
    assertThat(fresh.take(A, range)).isEmpty();
    assertThat(fresh.take(B, range)).containsExactly(ofB);
    assertThat(fresh.take(A, PartitionRange.all())).containsExactly(elsewhere);
  }

  @Test
  void aTenantHasRoomForSoMany() {
    for (int i = 1; i <= FreshEvents.MOST_OF_A_TENANT; i++) {
      assertThat(fresh.add(event(i, A, i % 3, "x"))).isTrue();
    }
    assertThat(fresh.add(event(1_000, A, 9, "x"))).isFalse();
    assertThat(fresh.add(event(1_001, B, 9, "x"))).isTrue();
    fresh.take(A, new PartitionRange(0, 0));
    assertThat(fresh.add(event(1_000, A, 9, "x"))).isTrue();
  }

  @Test
  void allOfThemTogetherHaveRoomForSoManyBytes() {
    String text = "x".repeat(FreshEvents.MOST_BYTES / 4);
    for (int i = 1; i <= 3; i++) {
      assertThat(fresh.add(event(i, Entities.tenant(i), 0, text))).isTrue();
    }
    assertThat(fresh.add(event(4, Entities.tenant(4), 0, text))).isFalse();
    fresh.take(Entities.tenant(2), PartitionRange.all());
    assertThat(fresh.add(event(4, Entities.tenant(4), 0, text))).isTrue();
  }
}
