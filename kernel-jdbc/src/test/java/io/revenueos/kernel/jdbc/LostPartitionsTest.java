package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.ClaimRequest;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody has deleted rows of kernel_partitions under a store that had made them. */
class LostPartitionsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");

  private final TenantScope scope = KernelNode.newTenant();
  private final KernelEvent event = TestEvents.event().in(scope).about("deal", "D-1").build();

  private EventId accept(KernelStore store) {
    return store.accept(List.of(event), Admission.EVERYONE, NOW, Wake.NOBODY).get(0).eventId();
  }

  private static Claim claim(KernelTransaction transaction) {
    return transaction.queue().claim(new ClaimRequest(PartitionRange.all(), 10, NOW, Set.of()));
  }

  private static RecordedEvent find(KernelTransaction transaction, EventId id) {
    return transaction.events().find(id).orElseThrow();
  }

  private void assertClaimed(KernelStore store, EventId id) {
    Claim claim = store.inTransaction(scope, LostPartitionsTest::claim);
    assertThat(claim.events()).extracting(claimed -> claimed.event().id()).containsExactly(id);
    assertThat(claim.taken()).isEmpty();
  }

  private static List<String> partitions(JdbcStoreFixture fixture) {
    return Rows.of(fixture.dataSource()).lines("select count(*) from kernel_partitions");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aClaimMakesThemAnew(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      EventId id = accept(fixture.store());
      assertClaimed(fixture.store(), id);
      Rows.of(fixture.dataSource()).execute("delete from kernel_partitions");

      assertClaimed(fixture.store(), id);
      assertThat(partitions(fixture)).containsExactly("16");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aClaimMakesASingleOneAnew(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      EventId id = accept(fixture.store());
      assertClaimed(fixture.store(), id);
      Rows.of(fixture.dataSource())
          .execute(
              "delete from kernel_partitions where partition = "
                  + EntityKey.of(event.entity()).partition());

      assertClaimed(fixture.store(), id);
      assertThat(partitions(fixture)).containsExactly("16");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void lockingAnEventMakesThemAnew(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      EventId id = accept(store);
      assertClaimed(store, id);
      Rows.of(fixture.dataSource()).execute("delete from kernel_partitions");

      boolean locked = store.inTransaction(scope, t -> t.queue().lock(find(t, id)).isPresent());

      assertThat(locked).isTrue();
      assertThat(partitions(fixture)).containsExactly("16");
      assertClaimed(store, id);
    }
  }
}
