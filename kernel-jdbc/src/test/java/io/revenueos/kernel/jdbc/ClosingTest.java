package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import io.revenueos.kernel.jdbc.testkit.ParkedCommit;
import io.revenueos.kernel.jdbc.testkit.ParkedStatement;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node is closed while it has something in hand; another one does what is left. */
class ClosingTest {
  private static final String POLICY = "test.steps_v1";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String url = StagedNode.newDatabase();
  private final TenantScope scope = StagedNode.newTenant();
  private final StagedNode other = StagedNode.on(url);

  @AfterEach
  void closeEverything() {
    other.close();
    threads.shutdownNow();
  }

  private static StagedNode started(
      String url, ObservedDataSource.Observer observer, Duration closeTimeout) {
    return StagedNode.on(
            url,
            observer,
            builder -> builder.workers(StagedNode.workers().closeTimeout(closeTimeout)))
        .start();
  }

  private Future<?> closing(StagedNode node) {
    return threads.submit(node::close);
  }

  private static void await(Future<?> call) throws Exception {
    call.get(20, TimeUnit.SECONDS);
  }

  private void emit(int count) {
    for (int n = 0; n < count; n++) {
      other.kernel().emit(StagedNode.event(scope, "D-1", n));
    }
  }

  private void assertDoneOnce(int count) {
    other.kernel().runDue();
    assertThat(other.rows().lines("select count(*) from tasks"))
        .containsExactly(String.valueOf(count));
    assertThat(other.rows().lines("select event_id from kernel_event_queue")).isEmpty();
  }

  @Test
  void aNodeThatIsClosedDuringAClaimFinishesIt() throws Exception {
    emit(3);
    ParkedStatement parked = new ParkedStatement("select set_config('revenue_kernel.claimed'");
    StagedNode node = started(url, parked, Duration.ofSeconds(20));
    parked.awaitReached();
    Future<?> closing = closing(node);
    assertThat(closing.isDone()).isFalse();
    parked.release();
    await(closing);
    assertThat(other.rows().lines("select count(*) from tasks")).containsExactly("3");
    assertDoneOnce(3);
  }

  @Test
  void aNodeThatIsClosedDuringACommitFinishesIt() throws Exception {
    emit(3);
    ParkedCommit parked = new ParkedCommit("kernel_decisions");
    StagedNode node = started(url, parked, Duration.ofSeconds(20));
    parked.awaitReached();
    Future<?> closing = closing(node);
    parked.release();
    await(closing);
    assertThat(other.rows().lines("select count(*) from tasks")).containsExactly("3");
    assertDoneOnce(3);
  }

  @Test
  void whatANodeCouldNotFinishBeforeItWasClosedIsDoneOnceAllTheSame() throws Exception {
    emit(3);
    ParkedCommit parked = new ParkedCommit("kernel_decisions");
    StagedNode node = started(url, parked, Duration.ZERO);
    parked.awaitReached();
    // Does not wait for the commit, and takes its connection away.
    await(closing(node));
    parked.release();
    other.rows().lines("select partition from kernel_partitions order by partition for update");
    assertDoneOnce(3);
  }

  @Test
  void anActionThatRunsTooLongIsInterruptedAndGivenBack() throws Exception {
    ScriptedSteps slow = ScriptedSteps.serving(TestHandlers.TYPE).hang();
    ScriptedSteps quick = ScriptedSteps.serving(TestHandlers.TYPE);
    try (StagedNode next = StagedNode.on(url, builder -> serving(builder, quick))) {
      StagedNode node =
          StagedNode.on(url, builder -> serving(builder, slow).workers(hasty())).start();
      next.kernel().emit(StagedNode.event("left", scope, "D-1", 1));
      slow.awaitHanging(1);
      await(closing(node));
      slow.awaitInterrupts(1);
      assertThat(next.kernel().runDue()).isEqualTo(1);
      assertThat(quick.calls()).extracting(call -> call.attempt()).isEqualTo(List.of(1));
      assertThat(next.rows().lines("select status from kernel_actions"))
          .containsExactly("completed");
    }
  }

  private static WorkerOptions hasty() {
    return StagedNode.workers().closeTimeout(Duration.ZERO);
  }

  private static KernelBuilder serving(KernelBuilder builder, ScriptedSteps steps) {
    return builder
        .handler(steps)
        .policy(TestPolicies.acting(POLICY, TestHandlers.TYPE).on("left", "crm"));
  }
}
