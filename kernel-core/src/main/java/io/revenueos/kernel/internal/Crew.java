package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one node's background work: each does the same thing again and again until the
 * node closes. A thread that a handler does not give back loses its place to another one.
 * Thread-safe.
 */
final class Crew {
  private static final Logger log = LoggerFactory.getLogger(Crew.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** Something a thread does until the node closes. */
  interface Body {
    /** Returns at once, or throws, when the node is closing. */
    void run() throws InterruptedException;
  }

  /** One thread's place. */
  record Loop(String name, Body body) {}

  private final Machinery machinery;
  private final WorkerOptions options;
  private final CountDownLatch closing;
  private final List<Loop> loops;
  private final Map<Thread, Loop> places = new ConcurrentHashMap<>();
  private final Set<String> notBegun = new ConcurrentSkipListSet<>();
  private final AtomicInteger spares = new AtomicInteger();
  private final CountDownLatch ended;

  /**
   * @param closing at zero when the node closes
   */
  Crew(Machinery machinery, WorkerOptions options, CountDownLatch closing, List<Loop> loops) {
    this.machinery = machinery;
    this.options = options;
    this.closing = closing;
    this.loops = List.copyOf(loops);
    this.ended = new CountDownLatch(loops.size());
    loops.forEach(loop -> notBegun.add(loop.name()));
  }

  /**
   * @throws RuntimeException when the host's executor does not take the threads; those that it took
   *     end when the node closes
   */
  void start() {
    Iterator<Loop> rest = loops.iterator();
    try {
      while (rest.hasNext()) {
        Loop loop = rest.next();
        start(loop.name(), () -> repeat(loop));
      }
    } catch (Throwable refused) {
      ended.countDown();
      rest.forEachRemaining(never -> ended.countDown());
      throw refused;
    }
  }

  private void start(String name, Runnable runnable) {
    Executor executor = options.executorOrNull();
    if (executor != null) {
      executor.execute(runnable);
    } else {
      Thread thread = new Thread(runnable, "revenue-kernel-" + name);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * An attempt was cut off and goes on: another thread takes the place of the one that runs it,
   * which ends when the handler returns. Of such threads there are no more than step threads.
   */
  void replace(StepRun run) {
    Loop loop = places.get(run.thread());
    if (loop == null || closing.getCount() == 0) {
      return;
    }
    if (spares.get() >= options.stepThreads()) {
      if (run.firstToTellStuck()) {
        tell(run, loop, new IllegalStateException("too many handlers ignore interrupts"));
      }
    } else if (run.firstToReplace()) {
      spares.incrementAndGet();
      try {
        start(loop.name(), () -> takeOver(run, loop));
      } catch (Throwable refused) {
        spares.decrementAndGet();
        tell(run, loop, refused);
      }
    }
  }

  private void tell(StepRun run, Loop loop, Throwable why) {
    log.warn(
        "{}: action {} ({}) ignores its interrupt; no thread takes the place of its own",
        loop.name(),
        run.action(),
        run.type(),
        why);
    machinery.observers().tell(new KernelSignal.WorkerFailed(loop.name(), why));
  }

  private void takeOver(StepRun run, Loop loop) {
    if (places.containsKey(Thread.currentThread())) {
      throw new RejectedExecutionException("the executor has no thread for it");
    }
    if (run.whileInHandler(() -> places.remove(run.thread()))) {
      log.warn(
          "{}: action {} ({}) ignores its interrupt; its thread is abandoned and ends when its"
              + " handler returns",
          loop.name(),
          run.action(),
          run.type());
      repeat(loop);
    } else {
      spares.decrementAndGet();
    }
  }

  private void repeat(Loop loop) {
    places.put(Thread.currentThread(), loop);
    notBegun.remove(loop.name());
    Duration pause = Duration.ofMillis(100);
    try {
      while (closing.getCount() > 0 && places.containsKey(Thread.currentThread())) {
        try {
          loop.body().run();
          pause = Duration.ofMillis(100);
        } catch (InterruptedException stopped) {
          log.debug("{}: interrupted; only closing ends it", loop.name());
        } catch (Throwable failure) {
          // Errors too: a thread that ended here would leave the node without it, silently.
          report(loop, failure);
          pause = waitOut(pause);
        }
      }
    } finally {
      if (places.remove(Thread.currentThread()) == null) {
        spares.decrementAndGet();
      } else {
        ended.countDown();
      }
    }
  }

  private void report(Loop loop, Throwable failure) {
    if (failure instanceof UnavailableException) {
      log.warn("{}: {}; trying again", loop.name(), failure.getMessage());
    } else {
      log.error("{}: unexpected; trying again", loop.name(), failure);
    }
    machinery.observers().tell(new KernelSignal.WorkerFailed(loop.name(), failure));
  }

  /** Returns the next, longer pause. */
  private Duration waitOut(Duration pause) {
    try {
      if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return pause;
      }
    } catch (InterruptedException stopped) {
      return pause;
    }
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Waits for all that have a place. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    return ended.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** The names of those that no thread has begun, sorted. */
  Set<String> notBegun() {
    return notBegun;
  }

  /** Those that have a place. */
  Set<Thread> threads() {
    return places.keySet();
  }
}
