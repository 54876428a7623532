package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.StepContext;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.jdbc.testkit.ParkedStatement;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.jdbc.testkit.StagedPair;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.SettableClock;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes and one action that leaves the database: whoever has the newest fence finishes it. */
class LeaseTakeoverTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final String POLICY = "test.steps_v1";

  private final SettableClock clock = SettableClock.at("2026-01-05T10:00:00Z");
  private final ParkedStatement parked = new ParkedStatement("delete from kernel_step_queue");
  private final ScriptedSteps slow = steps();
  private final ScriptedSteps quick = steps();
  private final StagedPair nodes =
      StagedPair.parkedAt(
          parked, builder -> serving(builder, slow), builder -> serving(builder, quick));
  private final StagedNode first = nodes.first();
  private final StagedNode second = nodes.second();

  private static ScriptedSteps steps() {
    return ScriptedSteps.serving(
        TestHandlers.TYPE, StepOptions.defaults().timeout(Duration.ofHours(1)));
  }

  private KernelBuilder serving(KernelBuilder builder, ScriptedSteps steps) {
    return builder
        .clock(clock)
        .node(steps == slow ? "first" : "second")
        .workers(StagedNode.workers().lease(LEASE))
        .handler(steps)
        .policy(TestPolicies.acting(POLICY, TestHandlers.TYPE).on("left", "crm"));
  }

  @BeforeEach
  void leaveAnAction() {
    second.kernel().emit(StagedNode.event("left", nodes.scope(), "D-1", 1));
    assertThat(second.kernel().runDue(1)).isEqualTo(1);
  }

  @AfterEach
  void closeEverything() {
    slow.release();
    quick.release();
    nodes.close();
  }

  private Future<Integer> runFirst() {
    return nodes.threads().submit(() -> first.kernel().runDue(1));
  }

  private static void await(Future<?> call) throws Exception {
    call.get(20, TimeUnit.SECONDS);
  }

  private static Outcome answer(StepContext context, String who) {
    return Outcome.completed(JsonObject.of("by", who).with("attempt", context.attempt()));
  }

  /** Status and result of the action, and what is left of it in the queue. */
  private List<String> action() {
    return second
        .rows()
        .lines(
            """
            select a.status, a.result ->> 'by', a.result ->> 'attempt', s.node, s.attempts
            from kernel_actions a left join kernel_step_queue s on s.action_id = a.id
            """);
  }

  @Test
  void nobodyElseHasTheActionBeforeTheLeaseIsOver() throws Exception {
    slow.hangOn();
    Future<Integer> late = runFirst();
    slow.awaitHanging(1);
    clock.advance(LEASE.minusMillis(1));
    assertThat(second.kernel().runDue()).isZero();
    parked.release();
    slow.release();
    await(late);
    assertThat(action()).containsExactly("completed null null null null");
    assertThat(quick.calls()).isEmpty();
  }

  @Test
  void whoComesBackAfterItsLeaseFindsTheActionDone() throws Exception {
    slow.hangOn();
    quick.answer(context -> answer(context, "second"));
    Future<Integer> late = runFirst();
    slow.awaitHanging(1);
    clock.advance(LEASE);
    assertThat(second.kernel().runDue()).isEqualTo(1);
    slow.release();
    await(late);
    assertThat(action()).containsExactly("completed second 2 null null");
    assertThat(first.signals().of(KernelSignal.LeaseLost.class)).hasSize(1);
    assertThat(first.signals().of(KernelSignal.ActionAttempted.class)).isEmpty();
    assertThat(keys(slow)).isEqualTo(keys(quick));
  }

  @Test
  void whoComesBackWhileTheNextOneIsAtItLeavesItAlone() throws Exception {
    slow.hangOn();
    quick.hangOn();
    Future<Integer> late = runFirst();
    slow.awaitHanging(1);
    clock.advance(LEASE);
    Future<Integer> next = nodes.threads().submit(() -> second.kernel().runDue(1));
    quick.awaitHanging(1);
    slow.release();
    await(late);
    assertThat(action()).containsExactly("pending null null second 2");
    quick.release();
    await(next);
    assertThat(action()).containsExactly("completed null null null null");
    assertThat(second.signals().of(KernelSignal.ActionAttempted.class)).hasSize(1);
  }

  @Test
  void aFailureThatComesLateIsForgottenToo() throws Exception {
    slow.answer(
        context -> {
          clock.advance(LEASE);
          assertThat(second.kernel().runDue()).isEqualTo(1);
          throw new IllegalStateException("too late to matter");
        });
    quick.answer(context -> answer(context, "second"));
    await(runFirst());
    assertThat(action()).containsExactly("completed second 2 null null");
    assertThat(second.rows().lines("select * from kernel_attempts")).isEmpty();
  }

  @Test
  void whoIsWritingTheOutcomeDownHasItEvenAfterItsLease() throws Exception {
    slow.answer(context -> answer(context, "first"));
    Future<Integer> writing = runFirst();
    parked.awaitReached();
    clock.advance(LEASE.multipliedBy(2));
    assertThat(second.kernel().runDue()).isZero();
    parked.release();
    await(writing);
    assertThat(action()).containsExactly("completed first 1 null null");
    assertThat(second.kernel().runDue()).isZero();
    assertThat(quick.calls()).isEmpty();
  }

  @Test
  void aNodeWhoseClockIsAheadTakesOverAndTheFenceKeepsTheOutcomeSingle() throws Exception {
    slow.hangOn();
    quick.answer(context -> answer(context, "second"));
    Future<Integer> late = runFirst();
    slow.awaitHanging(1);
    clock.advance(Duration.ofHours(1));
    assertThat(second.kernel().runDue()).isEqualTo(1);
    clock.advance(Duration.ofHours(-1));
    slow.release();
    await(late);
    assertThat(action()).containsExactly("completed second 2 null null");
    assertThat(second.kernel().runDue()).isZero();
  }

  @Test
  void whatWasCancelledAndPutBackIsNotFinishedByWhoHadItBefore() throws Exception {
    slow.hangOn();
    Future<Integer> late = runFirst();
    slow.awaitHanging(1);
    cancelAndRetry();
    quick.hangOn();
    Future<Integer> next = nodes.threads().submit(() -> second.kernel().runDue(1));
    quick.awaitHanging(1);
    slow.release();
    await(late);
    assertThat(action()).containsExactly("pending null null second 1");
    quick.release();
    await(next);
    assertThat(action()).containsExactly("completed null null null null");
  }

  private void cancelAndRetry() {
    ActionId action = slow.calls().get(0).actionId();
    second.kernel().control().cancel(nodes.scope(), action, "ada", "wrong");
    second.kernel().control().retry(nodes.scope(), WorkItem.of(action));
  }

  private static List<String> keys(ScriptedSteps steps) {
    return steps.calls().stream().map(StepContext::idempotencyKey).toList();
  }

  /** A node that works in the background keeps what takes longer than its lease. */
  @Test
  void aNodeThatIsAliveKeepsItsAction() throws Exception {
    ScriptedSteps patient = steps().hangOn();
    try (StagedNode node =
        StagedNode.on(
                nodes.url(),
                builder ->
                    serving(builder, patient)
                        .workers(StagedNode.workers().lease(Duration.ofMillis(300))))
            .start()) {
      patient.awaitHanging(1);
      for (int i = 0; i < 3; i++) {
        clock.advance(Duration.ofMillis(299));
        awaitLease(clock.instant().plusMillis(300).toString());
        assertThat(second.kernel().runDue()).isZero();
      }
      patient.release();
      node.signals().await(KernelSignal.ActionAttempted.class);
    }
    assertThat(action()).containsExactly("completed null null null null");
    assertThat(quick.calls()).isEmpty();
  }

  private void awaitLease(String until) {
    long end = System.nanoTime() + 20_000_000_000L;
    String query =
        "select 1 from kernel_step_queue where lease_until = timestamptz '%s'".formatted(until);
    while (second.rows().lines(query).isEmpty()) {
      assertThat(System.nanoTime()).as("the lease is renewed in time").isLessThan(end);
    }
  }
}
