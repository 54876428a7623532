package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.testkit.ParkedCommit;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.runtime.KernelSignal.BatchCommitted;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tenant with a backlog delays another one's single event by the batches in hand, counted. */
class FairnessTest {
  private static final int BACKLOG = 2_000;
  private static final int BATCH = 20;

  // Whoever takes tenants in the order of their ids comes to the other one last.
  private final TenantScope busy = TenantScope.of(new TenantId(new UUID(1, 1)));
  private final TenantScope other = TenantScope.of(new TenantId(new UUID(-1, -1)));
  private final String url = StagedNode.newDatabase();

  private static List<KernelEvent> backlog(TenantScope scope) {
    return IntStream.range(0, BACKLOG)
        .mapToObj(n -> StagedNode.event(scope, "D-" + n % 200, n))
        .toList();
  }

  private StagedNode started(ParkedCommit parked, WorkerOptions options) {
    return StagedNode.on(url, parked, builder -> builder.workers(options.batchSize(BATCH))).start();
  }

  private void emitBacklog() {
    try (StagedNode client = StagedNode.on(url)) {
      client.kernel().emitAll(backlog(busy));
    }
  }

  private void emitSingle(StagedNode worker) {
    worker.kernel().emit(StagedNode.event(other, "D-1", 1));
  }

  private void awaitSingle(StagedNode worker) {
    worker.signals().await(BatchCommitted.class, batch -> isOther(batch.tenant()));
  }

  private boolean isOther(TenantId tenant) {
    return tenant.equals(other.tenant());
  }

  /** The busy tenant's batches that were committed before the other one's. */
  private long batchesBeforeSingle(StagedNode worker) {
    return worker.signals().of(BatchCommitted.class).stream()
        .takeWhile(batch -> !isOther(batch.tenant()))
        .count();
  }

  @Test
  void aSingleEventWaitsForTheBatchInHandAndOneMore() {
    emitBacklog();
    ParkedCommit parked = new ParkedCommit("kernel_decisions");
    try (StagedNode worker = started(parked, StagedNode.workers())) {
      parked.awaitReached();
      emitSingle(worker);
      parked.release();
      awaitSingle(worker);
      assertThat(batchesBeforeSingle(worker)).isBetween(1L, 2L);
    }
  }

  @Test
  void aBatchThatIsStuckHoldsUpOneThreadOnly() {
    emitBacklog();
    ParkedCommit parked = new ParkedCommit("kernel_decisions");
    try (StagedNode worker = started(parked, StagedNode.workers().threads(2))) {
      parked.awaitReached();
      emitSingle(worker);
      awaitSingle(worker);
      parked.release();
    }
  }

  @Test
  void aTenantHasNoMoreThreadsThanItsShare() {
    emitBacklog();
    ParkedCommit parked = new ParkedCommit("kernel_decisions");
    try (StagedNode worker = started(parked, StagedNode.workers().threads(4).tenantShare(1))) {
      parked.awaitReached();
      emitSingle(worker);
      awaitSingle(worker);
      assertThat(batchesBeforeSingle(worker)).isZero();
      parked.release();
    }
  }

  @Test
  void whoWorksByHandGivesEveryTenantItsTurnToo() {
    emitBacklog();
    try (StagedNode worker =
        StagedNode.on(url, builder -> builder.workers(StagedNode.workers().batchSize(BATCH)))) {
      worker.kernel().runDue(1);
      emitSingle(worker);
      worker.kernel().runDue(2);
      assertThat(batchesBeforeSingle(worker)).isBetween(1L, 2L);
      assertThat(worker.signals().of(BatchCommitted.class)).anyMatch(b -> isOther(b.tenant()));
    }
  }
}
