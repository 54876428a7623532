package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.SignalLog;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Callers that share commits. */
class CommitGroupTest {
  private final AtomicLong ids = new AtomicLong();
  private final List<List<String>> commits = new ArrayList<>(); // guarded by itself
  private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();
  private final List<Thread> callers = new ArrayList<>();

  /** A commit that is under way until it is let go. */
  private record Held(List<String> events, CountDownLatch gate) {
    void letGo() {
      gate.countDown();
    }
  }

  private List<Receipt> commit(List<KernelEvent> events) {
    synchronized (commits) {
      commits.add(names(events));
      return events.stream()
          .map(event -> new Receipt(new EventId(ids.incrementAndGet()), false))
          .toList();
    }
  }

  private List<Receipt> commitWhenLetGo(List<KernelEvent> events) {
    Held commit = new Held(names(events), new CountDownLatch(1));
    held.add(commit);
    try {
      if (!commit.gate().await(SignalLog.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("nobody let the commit go");
      }
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
    return commit(events);
  }

  private Held nextHeld() throws InterruptedException {
    Held next = held.poll(SignalLog.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(next).as("a commit under way").isNotNull();
    return next;
  }

  private static List<String> names(List<KernelEvent> events) {
    return events.stream().map(event -> event.entity().id()).toList();
  }

  private static KernelEvent event(String name) {
    return TestEvents.event().about("thing", name).build();
  }

  /** Calls on a thread of its own. */
  private FutureTask<Receipt> call(CommitGroup group, String name) {
    FutureTask<Receipt> task = new FutureTask<>(() -> group.accept(event(name)));
    start(task, name);
    return task;
  }

  private void start(Runnable task, String name) {
    Thread thread = new Thread(task, "caller " + name);
    callers.add(thread);
    thread.start();
  }

  /** Calls, and returns when the caller waits for a commit of somebody else. */
  private FutureTask<Receipt> callAndWait(CommitGroup group, String name) {
    FutureTask<Receipt> task = call(group, name);
    Await.untilWaiting(callers.get(callers.size() - 1));
    return task;
  }

  /** Two callers whose commits are under way, which is as many as there may be. */
  private List<Held> bothCommitting(CommitGroup group) throws InterruptedException {
    start(() -> group.accept(event("first")), "first");
    Held first = nextHeld();
    start(() -> group.accept(event("second")), "second");
    return List.of(first, nextHeld());
  }

  @Test
  void aCallerThatIsAloneCommitsAtOnceOnItsOwnThread() {
    List<Thread> threads = new ArrayList<>();
    CommitGroup group =
        new CommitGroup(
            events -> {
              threads.add(Thread.currentThread());
              return commit(events);
            });

    assertThat(group.accept(event("a")).eventId()).isEqualTo(new EventId(1));
    assertThat(group.accept(event("b")).eventId()).isEqualTo(new EventId(2));
    assertThat(commits).containsExactly(List.of("a"), List.of("b"));
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void callersThatComeDuringACommitShareTheNext() throws Exception {
    CommitGroup group = new CommitGroup(this::commitWhenLetGo, Duration.ofHours(1));
    List<Held> underWay = bothCommitting(group);
    List<FutureTask<Receipt>> waiting = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      waiting.add(callAndWait(group, "w" + i));
    }

    underWay.get(0).letGo();
    Held shared = nextHeld();
    assertThat(shared.events())
        .containsExactlyInAnyOrder("w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9");
    shared.letGo();

    assertThat(waiting.stream().map(Await::result).map(receipt -> receipt.eventId().value()))
        .containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    underWay.get(1).letGo();
    awaitCallers();
    assertThat(commits).hasSize(2 + 1);
  }

  @Test
  void aGroupThatHasManyBytesTakesNobodyInAnyMore() throws Exception {
    CommitGroup group = new CommitGroup(this::commitWhenLetGo, Duration.ofHours(1));
    List<Held> underWay = bothCommitting(group);
    String half = "x".repeat(CommitGroup.MAX_BYTES / 2);
    for (int n = 0; n < 5; n++) {
      KernelEvent large = TestEvents.event().about("thing", "large" + n).with("text", half).build();
      start(() -> group.accept(large), "large" + n);
      Await.untilWaiting(callers.get(callers.size() - 1));
    }

    List<Integer> sizes = new ArrayList<>();
    underWay.get(0).letGo();
    for (int n = 0; n < 3; n++) {
      Held next = nextHeld();
      sizes.add(next.events().size());
      next.letGo();
    }

    assertThat(sizes).containsExactly(2, 2, 1);
    underWay.get(1).letGo();
    awaitCallers();
  }

  @Test
  void aCallerLeavesWhenBothCommitsTakeTooLong() throws Exception {
    CommitGroup group = new CommitGroup(this::commitUnlessHeld, Duration.ofMillis(10));
    List<Held> stuck = bothCommitting(group);

    assertThat(group.accept(event("third")).duplicate()).isFalse();

    assertThat(commits).containsExactly(List.of("third"));
    stuck.forEach(Held::letGo);
    awaitCallers();
    assertThat(commits).hasSize(3);
  }

  private List<Receipt> commitUnlessHeld(List<KernelEvent> events) {
    return names(events).contains("third") ? commit(events) : commitWhenLetGo(events);
  }

  @Test
  void aGroupHasItsLimitAndTheRestComesNext() throws Exception {
    CommitGroup group = new CommitGroup(this::commitWhenLetGo, Duration.ofHours(1));
    List<Held> underWay = bothCommitting(group);
    List<FutureTask<Receipt>> waiting = new ArrayList<>();
    for (int i = 0; i < CommitGroup.MAX_GROUP + 1; i++) {
      waiting.add(call(group, "w" + i));
    }
    callers.forEach(Await::untilWaiting);

    underWay.get(0).letGo();
    Held first = nextHeld();
    assertThat(first.events()).hasSize(CommitGroup.MAX_GROUP);
    first.letGo();
    Held rest = nextHeld();
    assertThat(rest.events()).hasSize(1);
    rest.letGo();
    underWay.get(1).letGo();

    Await.all(waiting);
  }

  @Test
  void everyCallerOfACommitThatIsUnavailableIsToldSoAndTheNextOnesAreNotSpoiled() throws Exception {
    UnavailableException down = new UnavailableException("the disk is full");
    CommitGroup group =
        new CommitGroup(
            events -> {
              List<Receipt> receipts = commitWhenLetGo(events);
              if (events.size() > 1) {
                throw down;
              }
              return receipts;
            });
    List<Held> underWay = bothCommitting(group);
    List<FutureTask<Receipt>> waiting =
        List.of(callAndWait(group, "a"), callAndWait(group, "b"), callAndWait(group, "c"));
    underWay.get(0).letGo();
    nextHeld().letGo();

    List<Throwable> told = new ArrayList<>();
    for (FutureTask<Receipt> caller : waiting) {
      assertThatThrownBy(() -> Await.result(caller))
          .hasCauseInstanceOf(UnavailableException.class)
          .cause()
          .hasMessage("the disk is full")
          .hasCause(down)
          .satisfies(told::add);
    }
    assertThat(told).as("one exception per thread").doesNotHaveDuplicates();
    underWay.get(1).letGo();
    FutureTask<Receipt> next = call(group, "next");
    nextHeld().letGo();
    assertThat(Await.result(next)).isNotNull();
  }

  private CommitGroup refusing(Consumer<String> check) {
    return new CommitGroup(
        events -> {
          Held commit = new Held(names(events), new CountDownLatch(1));
          if (events.size() > 1 || commit.events().get(0).matches("first|second")) {
            commitWhenLetGo(List.of());
          }
          commit.events().forEach(check);
          return commit(events);
        });
  }

  @Test
  void anEventThatIsRefusedSpoilsOnlyItself() throws Exception {
    RefusedException refused = new RefusedException("inactive_tenant", "no");
    assertOnlyTheBadOneFails(
        name -> {
          if (name.equals("bad")) {
            throw refused;
          }
        },
        refused);
  }

  @Test
  void anEventThatMakesTheStoreFailInAnyOtherWaySpoilsOnlyItself() throws Exception {
    assertOnlyTheBadOneFails(
        name -> {
          if (name.equals("bad")) {
            throw new StackOverflowError("deep");
          }
        },
        new StackOverflowError("deep"));
    assertOnlyTheBadOneFails(
        name -> {
          if (name.equals("bad")) {
            throw new IllegalStateException("odd");
          }
        },
        new IllegalStateException("odd"));
  }

  private void assertOnlyTheBadOneFails(Consumer<String> check, Throwable expected)
      throws InterruptedException {
    CommitGroup group = refusing(check);
    List<Held> underWay = bothCommitting(group);
    FutureTask<Receipt> before = callAndWait(group, "before");
    FutureTask<Receipt> bad = callAndWait(group, "bad");
    FutureTask<Receipt> after = callAndWait(group, "after");
    underWay.get(0).letGo();
    nextHeld().letGo();

    assertThatThrownBy(() -> Await.result(bad))
        .cause()
        .hasSameClassAs(expected)
        .hasMessage(expected.getMessage());
    assertThat(Await.result(before).eventId()).isNotEqualTo(Await.result(after).eventId());
    underWay.get(1).letGo();
    awaitCallers();
  }

  private void awaitCallers() throws InterruptedException {
    for (Thread caller : callers) {
      caller.join(SignalLog.PATIENCE.toMillis());
      assertThat(caller.isAlive()).as(caller.getName()).isFalse();
    }
  }

  @Test
  void aCallerThatIsAloneGetsTheVeryExceptionOfAnEventThatIsRefused() {
    RefusedException refused = new RefusedException("inactive_tenant", "no");
    CommitGroup group =
        new CommitGroup(
            events -> {
              throw refused;
            });

    assertThatThrownBy(() -> group.accept(event("a"))).isSameAs(refused);
    assertThatThrownBy(() -> group.accept(event("b"))).isSameAs(refused);
    assertThatThrownBy(() -> group.accept(event("c"))).isSameAs(refused);
  }

  @Test
  void aStoreThatAnswersTooLittleIsNotBelieved() {
    CommitGroup group = new CommitGroup(events -> List.of());

    assertThatThrownBy(() -> group.accept(event("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected 1 receipts, found 0");
  }

  @Test
  void anInterruptDoesNotEndTheWaitAndIsNotForgotten() throws Exception {
    CommitGroup group = new CommitGroup(this::commitWhenLetGo, Duration.ofHours(1));
    List<Held> underWay = bothCommitting(group);
    FutureTask<Boolean> waiting =
        new FutureTask<>(
            () -> {
              group.accept(event("interrupted"));
              return Thread.interrupted();
            });
    Thread thread = new Thread(waiting, "interrupted");
    thread.start();
    Await.untilWaiting(thread);

    thread.interrupt();
    Await.untilWaiting(thread);
    underWay.get(0).letGo();
    nextHeld().letGo();
    underWay.get(1).letGo();

    assertThat(Await.result(waiting)).isTrue();
    assertThat(commits).contains(List.of("interrupted"));
  }

  @Test
  void anInterruptThatWasThereBeforeIsKeptFromTheCommit() {
    List<Boolean> during = new ArrayList<>();
    CommitGroup group =
        new CommitGroup(
            events -> {
              during.add(Thread.currentThread().isInterrupted());
              return commit(events);
            });

    Thread.currentThread().interrupt();
    Receipt receipt = group.accept(event("a"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(receipt.duplicate()).isFalse();
    assertThat(during).containsExactly(false);
  }
}
