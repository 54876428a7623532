package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.InvalidEventException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.store.HostTransaction;
import java.util.List;

/**
 * Takes events in, each way a host can give them. Nothing is stored when a payload is too large
 * ({@link InvalidEventException}). Thread-safe.
 */
public final class Acceptor {
  private final Machinery machinery;
  private final CommitGroup commits;
  private final EventProcessor processor;

  public Acceptor(Machinery machinery) {
    this.machinery = machinery;
    this.commits = new CommitGroup(machinery::accept);
    this.processor = new EventProcessor(machinery);
  }

  /** In a commit that callers share who come at the same time. */
  public Receipt accept(KernelEvent event) {
    return commits.accept(checked(event));
  }

  /** In one commit. */
  public List<Receipt> acceptAll(List<KernelEvent> events) {
    events.forEach(this::checked);
    return events.isEmpty() ? List.of() : machinery.accept(events);
  }

  /** In a transaction of the host's. */
  public List<Receipt> acceptAll(List<KernelEvent> events, HostTransaction transaction) {
    events.forEach(this::checked);
    if (events.isEmpty()) {
      return List.of();
    }
    KernelSettings settings = machinery.settings();
    List<Receipt> receipts =
        transaction.accept(events, settings.admission(), settings.now(), machinery.wake());
    machinery.work().expect();
    return receipts;
  }

  /** In one transaction with all that comes of it. */
  public EventProcessor.Result process(KernelEvent event, EventProcessor.Urgency urgency) {
    return processor.ingest(checked(event), urgency);
  }

  /** As {@link #process}, for a request that was let in: no other event may say that it is one. */
  EventProcessor.Result request(KernelEvent request) {
    machinery.settings().payloadLimit().check(request);
    return processor.ingest(request, EventProcessor.Urgency.OBEY_PAUSES);
  }

  private KernelEvent checked(KernelEvent event) {
    if (event.type().name().equals(AgentAccess.EVENT)) {
      throw new RefusedException(
          "reserved_event_type",
          "events of type %s come from kernel.modules().request(...) only"
              .formatted(AgentAccess.EVENT));
    }
    machinery.settings().payloadLimit().check(event);
    return event;
  }
}
