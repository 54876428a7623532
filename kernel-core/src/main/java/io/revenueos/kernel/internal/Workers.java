package io.revenueos.kernel.internal;

import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
  // Many signals in a row are one scan.
  private static final Duration SIGNAL_PAUSE = Duration.ofMillis(2);
  // For what was interrupted to come to its end.
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration PRUNE_EVERY = Duration.ofMinutes(1);

  private final Machinery machinery;
  private final WorkerOptions options;
  private final ReadyPartitions events;
  private final ReadyTenants tenants;
  private final EventWorker eventWorker;
  private final StepWorker stepWorker;
  private final LeaseKeeper keeper;
  private final Pruner pruner;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Crew crew;
  private final Lookout lookout;
  private KernelStore.@Nullable Subscription subscription;

  public Workers(Machinery machinery, StepWorker steps, WorkerOptions options, Pruner pruner) {
    this.machinery = machinery;
    this.options = options;
    this.pruner = pruner;
    this.events = new ReadyPartitions(options.threads(), options.tenantShare());
    this.eventWorker = new EventWorker(machinery, options.batchSize());
    this.stepWorker = steps;
    this.tenants = new ReadyTenants(options.stepShare());
    this.lookout = new Lookout(options.pollInterval(), System::nanoTime);
    this.crew = new Crew(machinery, options, closing, loops());
    this.keeper = new LeaseKeeper(machinery, steps, options.lease(), crew::replace);
  }

  private List<Crew.Loop> loops() {
    List<Crew.Loop> loops = new ArrayList<>();
    for (int i = 1; i <= options.threads(); i++) {
      loops.add(new Crew.Loop("events-" + i, this::workOnEvents));
    }
    for (int i = 1; i <= options.stepThreads(); i++) {
      loops.add(new Crew.Loop("actions-" + i, this::workOnSteps));
    }
    loops.add(new Crew.Loop("scan", this::scan));
    loops.add(new Crew.Loop("leases", this::keepLeases));
    if (!pruner.hasNothingToDo()) {
      loops.add(new Crew.Loop("retention", this::prune));
    }
    return loops;
  }

  /**
   * @throws RuntimeException when the host's executor does not take the threads; nothing runs then
   */
  public void start() {
    machinery.work().man(new Work.Queues(events, tenants, lookout::expect, crew.notBegun()));
    subscription = machinery.store().onSignal(this::onSignal);
    // The first scan is at once.
    lookout.signal();
    try {
      crew.start();
    } catch (Throwable refused) {
      close();
      throw refused;
    }
  }

  /** Whether a policy, a handler or a listener asks that was called by this. */
  public boolean isWorkedByThisThread() {
    return crew.threads().contains(Thread.currentThread());
  }

  private void onSignal() {
    machinery.controls().invalidate();
    lookout.signal();
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
      claim = eventWorker.work(assignment, () -> !isOpen());
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
      } catch (Throwable failure) {
        // What was announced is announced once.
        tenants.offer(tenant);
        throw failure;
      } finally {
        tenants.done(tenant);
      }
    }
  }

  private void scan() throws InterruptedException {
    boolean signalled = lookout.await();
    if (signalled && closing.await(SIGNAL_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    lookout.looking();
    try {
      events.offer(machinery.store().openPartitions(machinery.settings().now()));
      machinery.store().tenantsWithSteps().forEach(tenants::offer);
    } catch (Throwable failure) {
      lookout.signal();
      throw failure;
    } finally {
      lookout.looked();
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
    lookout.signal();
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
        log.warn("closing: these threads did not end: {}", crew.threads());
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
      while (!crew.awaitEnd(Math.min(left, leaseTick()))) {
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
