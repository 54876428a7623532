package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.SignalLog;
import io.revenueos.kernel.testkit.TestEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The commits of a group, some of which are held back, and the threads that call it. */
final class HeldCommits {
  private final AtomicLong ids = new AtomicLong();
  private final List<List<String>> done = new ArrayList<>(); // guarded by itself
  private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();
  private final List<Thread> callers = new ArrayList<>();

  /** A commit that is under way until it is let go. */
  record Held(List<String> events, CountDownLatch gate) {
    void letGo() {
      gate.countDown();
    }
  }

  /** The events of every commit that is done, in that order. */
  List<List<String>> done() {
    synchronized (done) {
      return List.copyOf(done);
    }
  }

  /** Commits at once. */
  List<Receipt> commit(List<KernelEvent> events) {
    synchronized (done) {
      done.add(names(events));
      return events.stream()
          .map(event -> new Receipt(new EventId(ids.incrementAndGet()), false))
          .toList();
    }
  }

  /** Commits when {@link #nextHeld} is let go. */
  List<Receipt> commitWhenLetGo(List<KernelEvent> events) {
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

  /** The next commit that is under way, in the order of their beginning. */
  Held nextHeld() throws InterruptedException {
    Held next = held.poll(SignalLog.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(next).as("a commit under way").isNotNull();
    return next;
  }

  /** What the events are about. */
  static List<String> names(List<KernelEvent> events) {
    return events.stream().map(event -> event.entity().id()).toList();
  }

  static KernelEvent event(String name) {
    return TestEvents.event().about("thing", name).build();
  }

  /** Calls on a thread of its own. */
  FutureTask<Receipt> call(CommitGroup group, String name) {
    FutureTask<Receipt> task = new FutureTask<>(() -> group.accept(event(name)));
    start(task, name);
    return task;
  }

  /** Runs on a thread of its own. */
  void start(Runnable task, String name) {
    Thread thread = new Thread(task, "caller " + name);
    callers.add(thread);
    thread.start();
  }

  /** Calls, and returns when the caller waits for a commit of somebody else. */
  FutureTask<Receipt> callAndWait(CommitGroup group, String name) {
    FutureTask<Receipt> task = call(group, name);
    awaitLastWaiting();
    return task;
  }

  /** Returns when the caller that was started last waits. */
  void awaitLastWaiting() {
    Await.untilWaiting(callers.get(callers.size() - 1));
  }

  void awaitAllWaiting() {
    callers.forEach(Await::untilWaiting);
  }

  /** Two callers whose commits are under way, which is as many as there may be. */
  List<Held> bothCommitting(CommitGroup group) throws InterruptedException {
    start(() -> group.accept(event("first")), "first");
    Held first = nextHeld();
    start(() -> group.accept(event("second")), "second");
    return List.of(first, nextHeld());
  }

  /** Returns when no caller is left. */
  void awaitCallers() throws InterruptedException {
    for (Thread caller : callers) {
      caller.join(SignalLog.PATIENCE.toMillis());
      assertThat(caller.isAlive()).as(caller.getName()).isFalse();
    }
  }
}
