package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.testkit.ParkedStatement;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.jdbc.testkit.StagedPair;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node processes what it has just accepted without a claim, and others work beside it. */
class FreshEventRaceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ParkedStatement parked = new ParkedStatement("with stamped as");
  private final StagedPair nodes = StagedPair.parkedAt(parked);
  private final TenantScope scope = nodes.scope();
  private final StagedNode first = nodes.first();
  private final StagedNode second = nodes.second();

  @AfterEach
  void closeEverything() {
    nodes.close();
  }

  /** The first node knows the tenant, has decided about D-1's event, and is about to write. */
  private void parkFirst() {
    first.kernel().emit(StagedNode.event(scope, "D-0", 0));
    first.start();
    assertThat(first.kernel().awaitDrained(PATIENCE)).isTrue();
    first.kernel().emit(StagedNode.event(scope, "D-1", 1));
    parked.awaitReached();
  }

  private void assertDoneInOrder(String... keys) {
    assertThat(first.kernel().awaitDrained(PATIENCE)).isTrue();
    assertThat(
            second
                .rows()
                .lines(
                    """
                    select e.idempotency_key from kernel_decisions d
                    join kernel_events e on e.tenant_id = d.tenant_id and e.id = d.event_id
                    where e.entity_id = 'D-1' order by d.created_at, d.id"""))
        .containsExactly(keys);
    assertThat(second.rows().lines("select count(*) from tasks"))
        .as("D-0's, and one for each")
        .containsExactly(String.valueOf(1 + keys.length));
    assertThat(second.rows().lines("select event_id from kernel_event_queue")).isEmpty();
  }

  @Test
  void whatAnotherNodeHasDoneMeanwhileIsNotDoneAgain() {
    parkFirst();
    assertThat(second.kernel().runDue()).isEqualTo(1);
    parked.release();
    assertDoneInOrder("D-1/1");
  }

  @Test
  void aFollowerThatAnotherNodeHasDoneToo() {
    parkFirst();
    second.kernel().emit(StagedNode.event(scope, "D-1", 2));
    assertThat(second.kernel().runDue()).isEqualTo(1);
    parked.release();
    assertDoneInOrder("D-1/1", "D-1/2");
  }

  @Test
  void aFollowerWaitsUntilItIsWritten() {
    parkFirst();
    first.kernel().emit(StagedNode.event(scope, "D-1", 2));
    parked.release();
    assertDoneInOrder("D-1/1", "D-1/2");
  }

  /** Both nodes accept, process what they accepted, and look for what the other left. */
  @Test
  void manyNodesThreadsAndEntitiesDoEverythingOnceInOrderWithoutWaitingInACircle() {
    parked.release();
    WorkerOptions eager =
        WorkerOptions.defaults().threads(2).stepThreads(1).pollInterval(Duration.ofMillis(10));
    int emitters = 4;
    int each = 300;
    try (StagedNode one = StagedNode.on(nodes.url(), builder -> builder.workers(eager)).start();
        StagedNode other = StagedNode.on(nodes.url(), builder -> builder.workers(eager)).start()) {
      List<Future<?>> emitting = new ArrayList<>();
      for (int e = 0; e < emitters; e++) {
        String entity = "E-" + e / 2;
        int from = e * each;
        StagedNode node = e % 2 == 0 ? one : other;
        emitting.add(nodes.threads().submit(() -> emit(node, entity, from, each)));
      }
      Await.all(emitting);
      assertThat(one.kernel().awaitDrained(PATIENCE)).isTrue();
      assertThat(other.kernel().awaitDrained(PATIENCE)).isTrue();
    }
    int all = emitters * each;
    assertThat(second.rows().lines("select count(*) from kernel_decisions"))
        .containsExactly(String.valueOf(all));
    assertThat(second.rows().lines("select count(*) from tasks"))
        .containsExactly(String.valueOf(all));
    assertThat(second.rows().lines("select count(*) from kernel_attempts")).containsExactly("0");
    // Each emitter numbers its own events of an entity, one after the other.
    assertThat(
            second
                .rows()
                .lines(
                    """
                    select count(*) from (
                      select e.id, e.entity_id, cast(split_part(e.idempotency_key, '/', 2) as int) / %d as emitter,
                             d.created_at,
                             max(d.created_at) over (
                               partition by e.entity_id, cast(split_part(e.idempotency_key, '/', 2) as int) / %d
                               order by e.id rows between unbounded preceding and 1 preceding) as latest
                      from kernel_decisions d
                      join kernel_events e on e.tenant_id = d.tenant_id and e.id = d.event_id) o
                    where o.created_at < o.latest"""
                        .formatted(each, each)))
        .as("decided before an earlier one")
        .containsExactly("0");
    assertThat(
            second
                .rows()
                .lines("select deadlocks from pg_stat_database where datname = current_database()"))
        .containsExactly("0");
  }

  private void emit(StagedNode node, String entity, int from, int count) {
    for (int n = from; n < from + count; n++) {
      node.kernel().emit(StagedNode.event(scope, entity, n));
    }
  }
}
