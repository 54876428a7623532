package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.store.Accepted;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.Batch;
import io.revenueos.kernel.store.ClaimRequest;
import io.revenueos.kernel.store.FreshClaim;
import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.store.StaleClaimException;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.testkit.TestEvents;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event that need not be claimed, while another transaction has its partition locked. */
class BusyPartitionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final JdbcStoreFixture fixture = JdbcStoreFixture.postgres();
  private final KernelStore store = fixture.store();

  @AfterEach
  void close() {
    fixture.close();
  }

  private boolean within(Consumer<KernelTransaction> work) {
    return store.inTransaction(
        TestEvents.SCOPE,
        transaction -> {
          work.accept(transaction);
          return true;
        });
  }

  private FreshEvent accepted() {
    within(t -> t.queue().claim(new ClaimRequest(PartitionRange.all(), 1, NOW, Set.of())));
    KernelEvent event = TestEvents.event().build();
    Accepted accepted = store.acceptOne(event, Admission.EVERYONE, NOW, Wake.NOBODY);
    return new FreshEvent(
        new RecordedEvent(accepted.receipt().eventId(), event, NOW, null),
        Objects.requireNonNull(accepted.stampOrNull()));
  }

  private static void conclude(KernelTransaction transaction, FreshEvent event) {
    transaction
        .journal()
        .concludeFresh(
            Batch.empty().completed(event.event()).build(), new FreshClaim(event, null), NOW);
  }

  private Optional<?> entry(FreshEvent event) {
    return store.inTransaction(TestEvents.SCOPE, t -> t.queue().find(event.event()));
  }

  @Test
  void itIsNotWaitedForWhetherTheTransactionHasReadBeforeOrNot() throws SQLException {
    FreshEvent event = accepted();
    try (Connection busy = fixture.dataSource().getConnection();
        Statement statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      statement.execute("select 1 from kernel_partitions for update");

      assertThatThrownBy(() -> within(t -> conclude(t, event)))
          .isInstanceOf(StaleClaimException.class)
          .hasMessage("somebody else works on the partition");
      assertThatThrownBy(
              () ->
                  within(
                      t -> {
                        assertThat(t.events().find(event.event().id())).isPresent();
                        conclude(t, event);
                      }))
          .isInstanceOf(StaleClaimException.class)
          .hasMessage("somebody else works on the partition");
      assertThat(entry(event)).isPresent();

      busy.rollback();
    }
    within(t -> conclude(t, event));
    assertThat(entry(event)).isEmpty();
  }

  @Test
  void nobodyIsInAHurryAfterwards() throws SQLException {
    FreshEvent event = accepted();
    within(t -> conclude(t, event));
    for (int connection = 0; connection < 3; connection++) {
      assertThat(lockTimeout()).isEqualTo("0");
    }
  }

  private String lockTimeout() throws SQLException {
    try (Connection any = fixture.dataSource().getConnection();
        Statement statement = any.createStatement();
        ResultSet rows = statement.executeQuery("show lock_timeout")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
