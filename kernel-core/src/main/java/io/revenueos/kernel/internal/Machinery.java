package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.Accepted;
import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of one kernel, and what they have in common: telling listeners and workers what was
 * committed.
 *
 * @param work where this node's workers look for work
 */
public record Machinery(
    KernelStore store,
    KernelSettings settings,
    Dispatcher dispatcher,
    ModuleMap modules,
    Controls controls,
    Observers observers,
    BatchProcessor batches,
    Work work) {
  private static final Logger log = LoggerFactory.getLogger(Machinery.class);

  public static Machinery of(
      KernelStore store,
      KernelSettings settings,
      Dispatcher dispatcher,
      ModuleMap modules,
      Controls controls,
      Observers observers) {
    BatchProcessor batches = new BatchProcessor(settings, dispatcher, modules);
    return new Machinery(
        store, settings, dispatcher, modules, controls, observers, batches, new Work());
  }

  EventProcessor processor() {
    return new EventProcessor(this);
  }

  /** Whom a commit is to tell of new work: other nodes, when this one has no workers. */
  public Wake wake() {
    return work.isManned() ? Wake.NOBODY : Wake.EVERYONE;
  }

  /**
   * Accepts events in one commit, and tells this node's workers and its listeners.
   *
   * @param events at least one
   */
  public List<Receipt> accept(List<KernelEvent> events) {
    Instant now = settings.now();
    if (events.size() == 1) {
      return List.of(accept(events.get(0), now));
    }
    List<Receipt> receipts = store.accept(events, settings.admission(), now, wake());
    int fresh = 0;
    for (int i = 0; i < events.size(); i++) {
      if (!receipts.get(i).duplicate()) {
        fresh++;
        work.offer(events.get(i));
      }
    }
    observers.tell(new KernelSignal.EventsAccepted(fresh, events.size() - fresh));
    return receipts;
  }

  private Receipt accept(KernelEvent event, Instant now) {
    long since = System.nanoTime();
    Accepted accepted = store.acceptOne(event, settings.admission(), now, wake());
    Receipt receipt = accepted.receipt();
    Long stamp = accepted.stampOrNull();
    if (stamp != null) {
      work.offer(
          new FreshEvent(new RecordedEvent(receipt.eventId(), event, now, null), stamp), since);
    } else if (!receipt.duplicate()) {
      work.offer(event);
    }
    observers.tell(
        new KernelSignal.EventsAccepted(receipt.duplicate() ? 0 : 1, receipt.duplicate() ? 1 : 0));
    return receipt;
  }

  /**
   * Tells workers and listeners about a batch, whose follow-up events are the workers' too.
   *
   * @param began by {@link System#nanoTime()}
   */
  void committed(TenantId tenant, Processed written, long began) {
    offer(tenant, written);
    observers.committed(tenant, written, began);
  }

  /** Tells workers about everything that a transaction left to do. */
  void offer(TenantId tenant, Processed written) {
    written.followUps().forEach(followUp -> work.offer(followUp.event()));
    if (!written.followUps().isEmpty()) {
      callOthers();
    }
    offerSteps(tenant, written);
  }

  /** Tells workers about the actions that a transaction left to them. */
  void offerSteps(TenantId tenant, Processed written) {
    if (!written.record().steps().isEmpty()) {
      work.offerSteps(tenant);
      callOthers();
    }
  }

  /** Wakes other nodes when this one has no workers. What they should work on is committed. */
  void callOthers() {
    if (wake() == Wake.EVERYONE) {
      tellOthers();
    }
  }

  /** Tells other nodes that something has changed, which is committed; best effort. */
  public void tellOthers() {
    try {
      store.signal();
    } catch (UnavailableException away) {
      log.warn(
          "other nodes could not be told; they will see when they poll: {}", away.getMessage());
    } catch (RuntimeException failure) {
      log.warn("other nodes could not be told; they will see when they poll", failure);
    }
  }
}
