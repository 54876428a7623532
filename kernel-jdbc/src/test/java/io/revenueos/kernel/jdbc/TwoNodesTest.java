package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.testkit.ParkedCommit;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.jdbc.testkit.StagedPair;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.SettableClock;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes work on the queue of one PostgreSQL; the first is held back in its commit. */
class TwoNodesTest {
  private final ParkedCommit parked = new ParkedCommit("kernel_decisions");
  private final StagedPair nodes = StagedPair.parkedAt(parked);
  private final TenantScope scope = nodes.scope();
  private final StagedNode first = nodes.first();
  private final StagedNode second = nodes.second();

  @AfterEach
  void closeEverything() {
    nodes.close();
  }

  private <T> T soon(Callable<T> call) throws Exception {
    return nodes.threads().submit(call).get(20, TimeUnit.SECONDS);
  }

  private Future<Integer> parkFirst() {
    Future<Integer> batch = nodes.threads().submit(() -> first.kernel().runDue(1));
    parked.awaitReached();
    return batch;
  }

  private void workOnceBefore() {
    second.kernel().emit(StagedNode.event(scope, "D-0", 0));
    assertThat(second.kernel().runDue()).isEqualTo(1);
  }

  private void assertTasks(int count) {
    assertThat(second.rows().lines("select count(*) from tasks"))
        .containsExactly(String.valueOf(count));
    assertThat(second.rows().lines("select event_id from kernel_event_queue")).isEmpty();
  }

  @Test
  void aPartitionThatANodeWorksOnIsLeftAlone() throws Exception {
    workOnceBefore();
    second.kernel().emit(StagedNode.event(scope, "D-1", 1));
    Future<Integer> batch = parkFirst();
    second.kernel().emit(StagedNode.event(scope, "D-1", 2));
    assertThat(soon(() -> second.kernel().runDue())).isZero();
    parked.release();
    assertThat(batch.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(soon(() -> second.kernel().runDue())).isEqualTo(1);
    assertTasks(3);
  }

  @Test
  void whileANodeIsInItsCommitOthersWorkOnOtherPartitions() throws Exception {
    workOnceBefore();
    second.kernel().emit(StagedNode.event(scope, "D-1", 1));
    Future<Integer> batch = parkFirst();
    // Of 40 entities some are in another partition than D-1, unless the first node has them all.
    for (int n = 0; n < 40; n++) {
      second.kernel().emit(StagedNode.event(scope, "E-" + n, n));
    }
    soon(() -> second.kernel().runDue());
    assertThat(second.rows().lines("select distinct partition from kernel_event_queue"))
        .as("the partition of D-1 alone")
        .hasSize(1);
    parked.release();
    batch.get(20, TimeUnit.SECONDS);
    soon(() -> second.kernel().runDue());
    assertTasks(42);
  }

  @Test
  void aNodeThatIsStuckWithATenantsFirstEventHoldsUpNobodyElse() throws Exception {
    second.kernel().emit(StagedNode.event(scope, "D-1", 1));
    Future<Integer> batch = parkFirst();
    TenantScope other = StagedNode.newTenant();
    second.kernel().emit(StagedNode.event(other, "D-1", 1));
    soon(() -> second.kernel().runDue());
    assertThat(second.rows().countsOf(other)).containsEntry("tasks", 1);
    parked.release();
    batch.get(20, TimeUnit.SECONDS);
    assertTasks(2);
  }

  @Test
  void whatTheFirstRollsBackItDoesAgainAndTheSecondDoesNot() throws Exception {
    second.kernel().emit(StagedNode.event(scope, "D-1", 1));
    second.kernel().emit(StagedNode.event(scope, "D-1", 2));
    Future<Integer> batch = parkFirst();
    parked.refuse();
    assertThat(batch.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(soon(() -> second.kernel().runDue())).isZero();
    assertTasks(2);
  }

  @Test
  void whatFailedOnOneNodeHoldsItsEntityBackOnTheOther() {
    SettableClock clock = SettableClock.at("2026-01-05T10:00:00Z");
    AtomicBoolean failing = new AtomicBoolean(true);
    try (StagedNode one = failing(clock, failing);
        StagedNode other = failing(clock, failing)) {
      one.kernel().emit(StagedNode.event("failing", scope, "D-1", 1));
      one.kernel().runDue();
      one.kernel().emit(StagedNode.event(scope, "D-1", 2));
      failing.set(false);
      assertThat(other.kernel().runDue()).isZero();
      clock.advance(Duration.ofMinutes(1));
      assertThat(other.kernel().runDue()).isEqualTo(1);
      assertThat(other.rows().lines("select rule_name from kernel_decisions order by id"))
          .containsExactly("test.failing_v1", StagedNode.POLICY);
      assertThat(other.rows().lines("select number from kernel_attempts")).containsExactly("1");
    }
  }

  private StagedNode failing(SettableClock clock, AtomicBoolean failing) {
    return StagedNode.on(
        nodes.url(),
        builder ->
            builder
                .clock(clock)
                .policy(
                    TestPolicies.answering(
                            "test.failing_v1",
                            (event, facts) -> {
                              if (failing.get()) {
                                throw new IllegalStateException("not yet");
                              }
                              return TestPolicies.noop("test.failing_v1").decide(event, facts);
                            })
                        .on("failing", "crm")));
  }
}
