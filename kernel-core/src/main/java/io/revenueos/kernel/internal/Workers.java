package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background work of one node: threads that work on events, threads that run actions, one that
 * looks for work nobody announced, and one that keeps leases. Started and closed once.
 */
public final class Workers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  // Many signals in a row are one scan.
  private static final Duration SIGNAL_PAUSE = Duration.ofMillis(2);
  // For what was interrupted to come to its end.
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration PRUNE_EVERY = Duration.ofMinutes(1);

  private final Machinery machinery;
  private final WorkerOptions options;
  private final ReadyPartitions events;
  private final ReadyTenants tenants = new ReadyTenants();
  private final EventWorker eventWorker;
  private final StepWorker stepWorker;
  private final LeaseKeeper keeper;
  private final Pruner pruner;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Semaphore signals = new Semaphore(0);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final List<Loop> loops = new ArrayList<>();
  private final CountDownLatch ended;
  private KernelStore.@Nullable Subscription subscription;

  /** Something a thread does until the node closes. */
  private interface Body {
    /** Returns at once, or throws, when the node is closing. */
    void run() throws InterruptedException;
  }

  private record Loop(String name, Body body) {}

  public Workers(Machinery machinery, StepWorker steps, WorkerOptions options, Pruner pruner) {
    this.machinery = machinery;
    this.options = options;
    this.pruner = pruner;
    this.events = new ReadyPartitions(options.threads(), options.tenantShare());
    this.eventWorker = new EventWorker(machinery, options.batchSize());
    this.stepWorker = steps;
    this.keeper = new LeaseKeeper(machinery, steps, options.lease());
    for (int i = 1; i <= options.threads(); i++) {
      loops.add(new Loop("events-" + i, this::workOnEvents));
    }
    for (int i = 1; i <= options.stepThreads(); i++) {
      loops.add(new Loop("actions-" + i, this::workOnSteps));
    }
    loops.add(new Loop("scan", this::scan));
    loops.add(new Loop("leases", this::keepLeases));
    if (!pruner.hasNothingToDo()) {
      loops.add(new Loop("retention", this::prune));
    }
    this.ended = new CountDownLatch(loops.size());
  }

  /**
   * @throws RuntimeException when the host's executor does not take the threads; nothing runs then
   */
  public void start() {
    machinery.work().man(new Work.Queues(events, tenants));
    subscription = machinery.store().onSignal(this::onSignal);
    // The first scan is at once.
    signals.release();
    Iterator<Loop> rest = loops.iterator();
    try {
      while (rest.hasNext()) {
        start(rest.next());
      }
    } catch (RuntimeException | Error refused) {
      ended.countDown();
      rest.forEachRemaining(never -> ended.countDown());
      close();
      throw refused;
    }
  }

  private void start(Loop loop) {
    Runnable runnable = () -> repeat(loop);
    if (options.executorOrNull() != null) {
      options.executorOrNull().execute(runnable);
    } else {
      Thread thread = new Thread(runnable, "revenue-kernel-" + loop.name());
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void onSignal() {
    machinery.controls().invalidate();
    signals.release();
  }

  private void repeat(Loop loop) {
    threads.add(Thread.currentThread());
    Duration pause = Duration.ofMillis(100);
    try {
      while (isOpen()) {
        try {
          loop.body().run();
          pause = Duration.ofMillis(100);
        } catch (InterruptedException stopped) {
          log.debug("{}: interrupted; only closing ends it", loop.name());
        } catch (RuntimeException | Error failure) {
          // Errors too: a thread that ended here would leave the node without it, silently.
          report(loop, failure);
          pause = waitOut(pause);
        }
      }
    } finally {
      threads.remove(Thread.currentThread());
      ended.countDown();
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

  private boolean isOpen() {
    return closing.getCount() > 0;
  }

  private void workOnEvents() throws InterruptedException {
    Optional<ReadyPartitions.Assignment> next = events.take();
    if (next.isEmpty()) {
      return;
    }
    ReadyPartitions.Assignment assignment = next.get();
    Claim claim = null;
    try {
      claim = eventWorker.work(assignment.tenant(), assignment.range(), () -> !isOpen());
    } finally {
      if (claim == null) {
        events.failed(assignment);
      } else {
        events.done(assignment, claim);
      }
    }
  }

  private void workOnSteps() throws InterruptedException {
    Optional<TenantId> next = tenants.take();
    if (next.isPresent()) {
      TenantId tenant = next.get();
      try {
        stepWorker.work(tenant, () -> tenants.offer(tenant));
      } catch (RuntimeException | Error failure) {
        // What was announced is announced once.
        tenants.offer(tenant);
        throw failure;
      }
    }
  }

  private void scan() throws InterruptedException {
    boolean signalled =
        signals.tryAcquire(
            TimeUnit.NANOSECONDS.convert(options.pollInterval()), TimeUnit.NANOSECONDS);
    if (signalled && closing.await(SIGNAL_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    signals.drainPermits();
    try {
      events.offer(machinery.store().openPartitions(machinery.settings().now()));
      machinery.store().tenantsWithSteps().forEach(tenants::offer);
    } catch (RuntimeException | Error failure) {
      signals.release();
      throw failure;
    }
  }

  private void keepLeases() throws InterruptedException {
    if (!closing.await(leaseTick(), TimeUnit.NANOSECONDS)) {
      keeper.tick();
    }
  }

  private long leaseTick() {
    return Math.max(
        1,
        Math.min(TimeUnit.NANOSECONDS.convert(options.lease()) / 6, TimeUnit.SECONDS.toNanos(1)));
  }

  private void prune() throws InterruptedException {
    int gone = pruner.prune(() -> !isOpen());
    if (gone > 0) {
      log.info("retention removed {} events", gone);
    }
    if (closing.await(PRUNE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      log.trace("closing");
    }
  }

  /**
   * Stops taking work and waits for what is in hand; actions that run longer than the options allow
   * are interrupted and given back. Idempotent; a second caller waits for the first.
   */
  @Override
  public synchronized void close() {
    if (!isOpen()) {
      return;
    }
    machinery.work().unman();
    closing.countDown();
    stepWorker.close();
    events.close();
    tenants.close();
    signals.release();
    if (subscription != null) {
      subscription.close();
    }
    boolean interrupted = false;
    if (!awaitEnd(options.closeTimeout())) {
      interrupted = Thread.interrupted();
      // Only running actions: an interrupt inside a transaction would make H2 close its file.
      log.warn("closing: running actions are interrupted after {}", options.closeTimeout());
      keeper.abandonAll();
      if (!awaitEnd(GRACE)) {
        log.warn("closing: these threads did not end: {}", threads);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Keeps the leases meanwhile: what is still running is still this node's.
   *
   * @return false when it took too long, or the thread was interrupted
   */
  private boolean awaitEnd(Duration timeout) {
    long began = System.nanoTime();
    long limit = TimeUnit.NANOSECONDS.convert(timeout);
    try {
      long left = limit;
      while (!ended.await(Math.min(left, leaseTick()), TimeUnit.NANOSECONDS)) {
        left = limit - (System.nanoTime() - began);
        if (left <= 0) {
          return false;
        }
        keeper.tick();
      }
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
