package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.policy.GuardVerdict;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.StoreFixture;
import io.revenueos.kernel.tenant.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a kernel does on every store: the same answers everywhere, every effect exactly once. */
public abstract class KernelContract {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");

  private final ContractHost host = new ContractHost();
  private StoreFixture fixture;
  private Kernel kernel;

  protected abstract StoreFixture open();

  @BeforeEach
  void openKernel() {
    fixture = open();
    kernel =
        Kernel.builder()
            .store(fixture.store())
            .policy(new ContractHost.Welcome())
            .policy(new ContractHost.Gate())
            .handler(host.flaky())
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .retry(RetryPolicy.defaults().attempts(3))
            .build();
  }

  @AfterEach
  void closeKernel() {
    kernel.close();
    fixture.close();
  }

  @Test
  void whatIngestReturnsIsWhatStandsInTheStore() {
    ProcessedEvent processed = kernel.ingest(ContractHost.lead("same").build());
    Explanation explanation =
        kernel.explain(ContractHost.TENANT, processed.eventId()).orElseThrow();
    Explanation.EventNode root = explanation.root();
    assertThat(root.event()).isEqualTo(processed.event());
    assertThat(root.status()).isEqualTo(EventStatus.COMPLETED).isEqualTo(processed.status());
    assertThat(root.decisions())
        .extracting(Explanation.DecisionNode::decision)
        .isEqualTo(processed.decisions());
    assertThat(processed.decisions().get(0).actions())
        .extracting(RecordedAction::status)
        .containsExactly(
            ActionStatus.COMPLETED,
            ActionStatus.COMPLETED,
            ActionStatus.COMPLETED,
            ActionStatus.PENDING);
    assertThat(root.decisions().get(0).actions().stream().flatMap(node -> node.effects().stream()))
        .extracting(effect -> effect.table())
        .containsExactly("channel_outbox", "tasks");
    assertThat(kernel.replay(ContractHost.TENANT, processed.eventId()))
        .singleElement()
        .satisfies(replay -> assertThat(replay.same()).isTrue());
    assertThat(kernel.ingest(ContractHost.lead("same").build()))
        .isEqualTo(
            new ProcessedEvent(
                processed.event(), EventStatus.COMPLETED, true, processed.decisions(), null));
  }

  @Test
  void fiftyIngestsFromEightThreadsAreOneEventAndOneOfEachEffect() throws Exception {
    assertOnce(() -> kernel.ingest(ContractHost.lead("once").build()).duplicate());
  }

  @Test
  void fiftyEmitsFromEightThreadsAreOneEvent() throws Exception {
    List<Boolean> duplicates =
        race(() -> kernel.emit(ContractHost.lead("once").build()).duplicate());
    assertThat(duplicates).filteredOn(duplicate -> !duplicate).hasSize(1);
    assertThat(kernel.control().stats().events())
        .containsEntry(EventStatus.PENDING, 1L)
        .containsEntry(EventStatus.COMPLETED, 0L);
  }

  @Test
  void anEmittedEventIsCompletedOnceByFiftyIngests() throws Exception {
    kernel.emit(ContractHost.lead("once").build());
    race(() -> kernel.ingest(ContractHost.lead("once").build()).duplicate());
    assertOneOfEach();
  }

  private void assertOnce(Callable<Boolean> call) throws Exception {
    assertThat(race(call)).filteredOn(duplicate -> !duplicate).hasSize(1);
    assertOneOfEach();
  }

  private void assertOneOfEach() {
    assertThat(kernel.control().stats().events())
        .containsEntry(EventStatus.COMPLETED, 1L)
        .containsEntry(EventStatus.PENDING, 0L)
        .containsEntry(EventStatus.FAILED, 0L);
    assertThat(kernel.control().stats().actions())
        .containsEntry(ActionStatus.COMPLETED, 3L)
        .containsEntry(ActionStatus.PENDING, 1L)
        .containsEntry(ActionStatus.SKIPPED, 0L);
    assertThat(kernel.control().stats().outbox()).containsEntry("scheduled", 1L);
    ProcessedEvent processed = kernel.ingest(ContractHost.lead("once").build());
    assertThat(processed.decisions()).hasSize(1);
    assertThat(
            kernel
                .explain(ContractHost.TENANT, processed.eventId())
                .orElseThrow()
                .root()
                .decisions()
                .stream()
                .flatMap(decision -> decision.actions().stream())
                .flatMap(action -> action.effects().stream()))
        .extracting(effect -> effect.table())
        .containsExactly("channel_outbox", "tasks");
  }

  /** Fifty calls from eight threads that start together. */
  private static List<Boolean> race(Callable<Boolean> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(8);
    try {
      List<Future<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        boolean first = i < 8;
        calls.add(
            threads.submit(
                () -> {
                  if (first) {
                    start.countDown();
                    start.await();
                  }
                  return call.call();
                }));
      }
      List<Boolean> answers = new ArrayList<>();
      for (Future<Boolean> answer : calls) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aFailedAttemptLeavesOnlyItsErrorAndTheNextOneCompletes() {
    host.fail(2);
    ProcessedEvent first = kernel.ingest(ContractHost.lead("flaky").build());
    assertThat(first.status()).isEqualTo(EventStatus.FAILED);
    assertThat(first.error()).hasValueSatisfying(e -> assertThat(e).contains("flaky on purpose"));
    assertThat(first.decisions()).isEmpty();
    assertThat(kernel.control().stats().actions().values()).allMatch(n -> n == 0);
    assertThat(kernel.control().stats().outbox()).containsEntry("scheduled", 0L);
    ProcessedEvent second = kernel.ingest(ContractHost.lead("flaky").build());
    assertThat(second.status()).isEqualTo(EventStatus.FAILED);
    assertThat(second.duplicate()).isTrue();
    ProcessedEvent third = kernel.ingest(ContractHost.lead("flaky").build());
    assertThat(third.status()).isEqualTo(EventStatus.COMPLETED);
    assertThat(third.eventId()).isEqualTo(first.eventId());
    assertThat(kernel.control().stats().outbox()).containsEntry("scheduled", 1L);
  }

  @Test
  void anEventThatFailsTooOftenIsDeadAndStaysSo() {
    host.fail(100);
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThat(kernel.ingest(ContractHost.lead("doomed").build()).status())
          .isEqualTo(EventStatus.FAILED);
    }
    assertThat(kernel.ingest(ContractHost.lead("doomed").build()).status())
        .isEqualTo(EventStatus.DEAD);
    host.fail(0);
    ProcessedEvent after = kernel.ingest(ContractHost.lead("doomed").build());
    assertThat(after.status()).isEqualTo(EventStatus.DEAD);
    assertThat(after.error()).isPresent();
    Explanation.EventNode node =
        kernel.explain(ContractHost.TENANT, after.eventId()).orElseThrow().root();
    assertThat(node.attempts()).isEqualTo(3);
  }

  @Test
  void anotherEventIsNotSpoiledByOneThatFails() {
    host.fail(1);
    kernel.ingest(ContractHost.lead("bad").build());
    assertThat(kernel.ingest(ContractHost.lead("good").build()).status())
        .isEqualTo(EventStatus.COMPLETED);
  }

  @Test
  void guardsAnswerAndAreLogged() {
    GuardVerdict blocked = kernel.guard(ContractHost.ask("b").with("block", true).build());
    GuardVerdict allowed = kernel.guard(ContractHost.ask("a").with("block", false).build());
    assertThat(blocked.blocks()).isTrue();
    assertThat(blocked.reason().code()).isEqualTo("test.gate_v1.block");
    assertThat(allowed.allows()).isTrue();
    assertThat(kernel.guard(ContractHost.ask("b").with("block", true).build())).isEqualTo(blocked);
    GuardVerdict changed =
        kernel.guard(ContractHost.ask("a").with("block", false).with("value", 1).build());
    assertThat(changed.blocks()).isTrue();
    assertThat(changed.reason().code()).isEqualTo("revenue_os.guard.conflicting_duplicate");
    assertThat(
            kernel.explain(ContractHost.TENANT, blocked.eventId()).orElseThrow().root().decisions())
        .hasSize(1);
  }

  @Test
  void aBrokenGuardIsNeverAYes() {
    KernelEvent broken = ContractHost.ask("x").with("block", false).with("broken", true).build();
    for (EventStatus expected :
        List.of(EventStatus.FAILED, EventStatus.FAILED, EventStatus.DEAD, EventStatus.DEAD)) {
      assertThatThrownBy(() -> kernel.guard(broken))
          .isInstanceOfSatisfying(
              EventFailedException.class, failed -> assertThat(failed.status()).isEqualTo(expected))
          .hasMessageContaining("the gate is broken");
    }
  }

  @Test
  void anApprovalReleasesAnActionOnce() throws Exception {
    RecordedAction waiting =
        kernel.ingest(ContractHost.lead("approve").build()).decisions().get(0).actions().get(3);
    assertThat(waiting.result().text("waiting_for")).contains("approval");
    List<Boolean> released =
        race(
            () -> {
              try {
                kernel.approve(ContractHost.TENANT, waiting.id(), Approval.by("ada", Role.ADMIN));
                return true;
              } catch (RefusedException notWaiting) {
                return false;
              }
            });
    assertThat(released).filteredOn(done -> done).hasSize(1);
    Explanation.ActionNode node =
        kernel
            .explain(
                ContractHost.TENANT, kernel.ingest(ContractHost.lead("approve").build()).eventId())
            .orElseThrow()
            .root()
            .decisions()
            .get(0)
            .actions()
            .get(3);
    assertThat(node.action().status()).isEqualTo(ActionStatus.COMPLETED);
    assertThat(node.action().result().text("approved_by")).contains("ada");
    assertThat(node.effects())
        .singleElement()
        .satisfies(effect -> assertThat(effect.table()).isEqualTo("cro_recommendations"));
  }

  @Test
  void acceptedEventsWait() {
    Receipt receipt = kernel.emit(ContractHost.lead("later").build());
    assertThat(receipt.duplicate()).isFalse();
    assertThat(kernel.explain(ContractHost.TENANT, receipt.eventId()).orElseThrow().root().status())
        .isEqualTo(EventStatus.PENDING);
    assertThat(kernel.ingest(ContractHost.lead("later").build()).status())
        .isEqualTo(EventStatus.COMPLETED);
    assertThat(Optional.of(kernel.emit(ContractHost.lead("later").build())))
        .contains(new Receipt(receipt.eventId(), true));
  }
}
