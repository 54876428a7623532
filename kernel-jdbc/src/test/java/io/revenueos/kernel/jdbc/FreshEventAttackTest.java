package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.jdbc.testkit.ParkedStatement;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.jdbc.testkit.StagedPair;
import io.revenueos.kernel.store.ClaimRequest;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not come of processing an event that nobody has claimed. */
class FreshEventAttackTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ParkedStatement parked = new ParkedStatement("with stamped as");
  private final StagedPair nodes = StagedPair.parkedAt(parked);
  private final TenantScope scope = nodes.scope();
  private final StagedNode node = nodes.first();
  private final StagedNode other = nodes.second();
  private final CountDownLatch go = new CountDownLatch(1);

  /** The node has claimed an event of the tenant, and so knows it. */
  @BeforeEach
  void start() {
    node.start();
    know(scope);
  }

  private void know(TenantScope tenant) {
    node.kernel().emit(StagedNode.event(tenant, "D-0", 0));
    awaitDone(1, tenant);
  }

  @AfterEach
  void closeEverything() {
    go.countDown();
    nodes.close();
  }

  private List<String> decided(TenantScope tenant) {
    return other
        .rows()
        .lines(
            """
            select e.idempotency_key from kernel_decisions d
            join kernel_events e on e.tenant_id = d.tenant_id and e.id = d.event_id
            where e.tenant_id = '%s' order by d.created_at, d.id"""
                .formatted(tenant.tenant()));
  }

  private void awaitDone(int count, TenantScope tenant) {
    Await.until(count + " decisions", () -> decided(tenant).size() == count);
  }

  private void divideByZeroInTasks() {
    other
        .rows()
        .execute(
            """
            create function harmful() returns trigger language plpgsql as $$
            begin perform 1 / 0; return new; end $$""");
    other
        .rows()
        .execute(
            "create trigger harm before insert on tasks for each row execute function harmful()");
  }

  @Test
  void anErrorOfTheHostsTriggerIsAFailedAttemptAndNotTakenForALostRace() {
    parked.release();
    divideByZeroInTasks();
    node.kernel().emit(StagedNode.event(scope, "D-1", 1));
    Await.until(
        "an attempt", () -> !other.rows().lines("select error from kernel_attempts").isEmpty());
    assertThat(other.rows().lines("select error from kernel_attempts").get(0))
        .contains("division by zero");
    assertThat(node.kernel().ingest(StagedNode.event(scope, "D-2", 1)).status())
        .isEqualTo(EventStatus.FAILED);
  }

  @Test
  void aTenantThatIsActiveAgainIsNotTakenForInactive() throws Exception {
    parked.release();
    Tenant tenant = Tenant.of(scope.tenant(), "first", "First");
    other.kernel().register(tenant);
    try (Connection host = other.dataSource().getConnection()) {
      host.setAutoCommit(false);
      other.kernel().emit(StagedNode.event(scope, "D-9", 1), JdbcHostTransaction.on(host));
      other.kernel().register(tenant.deactivated());
      host.commit();
    }
    // The node has looked, and knows the tenant as inactive.
    assertThat(node.kernel().runDue()).isZero();
    other.kernel().register(tenant);
    node.kernel().emit(StagedNode.event(scope, "D-1", 1));
    Await.until("it is done", () -> decided(scope).contains("D-1/1"));
  }

  /** A thread that waited for it could not serve anyone else. */
  @Test
  void aPartitionThatAnotherNodeHasLockedIsNotWaitedFor() throws Exception {
    TenantScope neighbour = StagedNode.newTenant();
    know(neighbour);
    Future<?> busy = lockAllPartitions();
    node.kernel().emit(StagedNode.event(scope, "D-2", 1));
    parked.awaitReached();
    parked.release();
    node.kernel().emit(StagedNode.event(neighbour, "D-1", 1));
    awaitDone(2, neighbour);
    assertThat(decided(scope)).containsExactly("D-0/0");
    go.countDown();
    busy.get(20, TimeUnit.SECONDS);
    awaitDone(2, scope);
  }

  private Future<?> lockAllPartitions() throws InterruptedException {
    CountDownLatch locked = new CountDownLatch(1);
    KernelStore store = JdbcKernelStore.on(other.dataSource());
    Future<?> busy =
        nodes
            .threads()
            .submit(
                () ->
                    store.<Boolean>inTransaction(
                        scope,
                        t -> {
                          t.queue()
                              .claim(
                                  new ClaimRequest(
                                      PartitionRange.all(), 9, Instant.now(), Set.of()));
                          locked.countDown();
                          return Await.result(
                              nodes.threads().submit(() -> go.await(1, TimeUnit.MINUTES)));
                        }));
    assertThat(locked.await(20, TimeUnit.SECONDS)).isTrue();
    return busy;
  }

  /** Its id is lower; it became visible after the other was accepted, and before it was written. */
  @Test
  void anEarlierEventThatBecomesVisibleLateIsNotOvertaken() throws Exception {
    try (Connection host = other.dataSource().getConnection()) {
      host.setAutoCommit(false);
      other.kernel().emit(StagedNode.event(scope, "D-1", 1), JdbcHostTransaction.on(host));
      node.kernel().emit(StagedNode.event(scope, "D-1", 2));
      parked.awaitReached();
      host.commit();
    }
    parked.release();
    assertThat(node.kernel().awaitDrained(PATIENCE)).isTrue();
    assertThat(decided(scope)).containsExactly("D-0/0", "D-1/1", "D-1/2");
  }
}
