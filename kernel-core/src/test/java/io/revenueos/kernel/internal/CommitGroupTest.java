package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.internal.HeldCommits.Held;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Callers that share commits. */
class CommitGroupTest {
  private final HeldCommits commits = new HeldCommits();

  @Test
  void aCallerThatIsAloneCommitsAtOnceOnItsOwnThread() {
    List<Thread> threads = new ArrayList<>();
    CommitGroup group =
        new CommitGroup(
            events -> {
              threads.add(Thread.currentThread());
              return commits.commit(events);
            });

    assertThat(group.accept(HeldCommits.event("a")).eventId()).isEqualTo(new EventId(1));
    assertThat(group.accept(HeldCommits.event("b")).eventId()).isEqualTo(new EventId(2));
    assertThat(commits.done()).containsExactly(List.of("a"), List.of("b"));
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void callersThatComeDuringACommitShareTheNext() throws Exception {
    CommitGroup group = new CommitGroup(commits::commitWhenLetGo, Duration.ofHours(1));
    List<Held> underWay = commits.bothCommitting(group);
    List<FutureTask<Receipt>> waiting = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      waiting.add(commits.callAndWait(group, "w" + i));
    }

    underWay.get(0).letGo();
    Held shared = commits.nextHeld();
    assertThat(shared.events())
        .containsExactlyInAnyOrder("w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9");
    shared.letGo();

    assertThat(waiting.stream().map(Await::result).map(receipt -> receipt.eventId().value()))
        .containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    underWay.get(1).letGo();
    commits.awaitCallers();
    assertThat(commits.done()).hasSize(2 + 1);
  }

  @Test
  void aGroupThatHasManyBytesTakesNobodyInAnyMore() throws Exception {
    CommitGroup group = new CommitGroup(commits::commitWhenLetGo, Duration.ofHours(1));
    List<Held> underWay = commits.bothCommitting(group);
    String half = "x".repeat(CommitGroup.MAX_BYTES / 2);
    for (int n = 0; n < 5; n++) {
      KernelEvent large = TestEvents.event().about("thing", "large" + n).with("text", half).build();
      commits.start(() -> group.accept(large), "large" + n);
      commits.awaitLastWaiting();
    }

    List<Integer> sizes = new ArrayList<>();
    underWay.get(0).letGo();
    for (int n = 0; n < 3; n++) {
      Held next = commits.nextHeld();
      sizes.add(next.events().size());
      next.letGo();
    }

    assertThat(sizes).containsExactly(2, 2, 1);
    underWay.get(1).letGo();
    commits.awaitCallers();
  }

  @Test
  void aCallerLeavesWhenBothCommitsTakeTooLong() throws Exception {
    CommitGroup group = new CommitGroup(this::commitUnlessHeld, Duration.ofMillis(10));
    List<Held> stuck = commits.bothCommitting(group);

    assertThat(group.accept(HeldCommits.event("third")).duplicate()).isFalse();

    assertThat(commits.done()).containsExactly(List.of("third"));
    stuck.forEach(Held::letGo);
    commits.awaitCallers();
    assertThat(commits.done()).hasSize(3);
  }

  private List<Receipt> commitUnlessHeld(List<KernelEvent> events) {
    return HeldCommits.names(events).contains("third")
        ? commits.commit(events)
        : commits.commitWhenLetGo(events);
  }

  @Test
  void aGroupHasItsLimitAndTheRestComesNext() throws Exception {
    CommitGroup group = new CommitGroup(commits::commitWhenLetGo, Duration.ofHours(1));
    List<Held> underWay = commits.bothCommitting(group);
    List<FutureTask<Receipt>> waiting = new ArrayList<>();
    for (int i = 0; i < CommitGroup.MAX_GROUP + 1; i++) {
      waiting.add(commits.call(group, "w" + i));
    }
    commits.awaitAllWaiting();

    underWay.get(0).letGo();
    Held first = commits.nextHeld();
    assertThat(first.events()).hasSize(CommitGroup.MAX_GROUP);
    first.letGo();
    Held rest = commits.nextHeld();
    assertThat(rest.events()).hasSize(1);
    rest.letGo();
    underWay.get(1).letGo();

    Await.all(waiting);
  }

  @Test
  void anInterruptDoesNotEndTheWaitAndIsNotForgotten() throws Exception {
    CommitGroup group = new CommitGroup(commits::commitWhenLetGo, Duration.ofHours(1));
    List<Held> underWay = commits.bothCommitting(group);
    FutureTask<Boolean> waiting =
        new FutureTask<>(
            () -> {
              group.accept(HeldCommits.event("interrupted"));
              return Thread.interrupted();
            });
    Thread thread = new Thread(waiting, "interrupted");
    thread.start();
    Await.untilWaiting(thread);

    thread.interrupt();
    Await.untilWaiting(thread);
    underWay.get(0).letGo();
    commits.nextHeld().letGo();
    underWay.get(1).letGo();

    assertThat(Await.result(waiting)).isTrue();
    assertThat(commits.done()).contains(List.of("interrupted"));
  }

  @Test
  void anInterruptThatWasThereBeforeIsKeptFromTheCommit() {
    List<Boolean> during = new ArrayList<>();
    CommitGroup group =
        new CommitGroup(
            events -> {
              during.add(Thread.currentThread().isInterrupted());
              return commits.commit(events);
            });

    Thread.currentThread().interrupt();
    Receipt receipt = group.accept(HeldCommits.event("a"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(receipt.duplicate()).isFalse();
    assertThat(during).containsExactly(false);
  }
}
