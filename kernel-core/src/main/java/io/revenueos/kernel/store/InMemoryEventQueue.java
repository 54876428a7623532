package io.revenueos.kernel.store;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.Claim.Claimed;
import io.revenueos.kernel.store.MemoryTables.QueueRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The event queue of one transaction on the in-memory tables. Transactions exclude each other, so
 * that every partition is free.
 */
final class InMemoryEventQueue implements EventQueue {
  private final TenantView own;
  private final MemoryTables tables;

  InMemoryEventQueue(TenantView own) {
    this.own = own;
    this.tables = own.tables();
  }

  @Override
  public Claim claim(ClaimRequest request) {
    Portion portion = new Portion(request.limit());
    PartitionRange range = request.partitions();
    for (int partition = range.first(); partition <= range.last(); partition++) {
      claimFrom(partition, request, portion);
    }
    return new Claim(tables.tenants.get(own.tenant()), portion.claimed, Set.of(), portion.isFull());
  }

  /** What is claimed, until a limit is reached. */
  private static final class Portion {
    private final List<Claimed> claimed = new ArrayList<>();
    private final int limit;
    private long bytes;
    private boolean tooMuch;

    Portion(int limit) {
      this.limit = limit;
    }

    boolean isFull() {
      return tooMuch || claimed.size() == limit;
    }

    void add(QueueRow row) {
      bytes += row.event().event().payload().byteSize();
      tooMuch = !claimed.isEmpty() && bytes > ClaimRequest.MOST_BYTES;
      if (!tooMuch) {
        claimed.add(new Claimed(row.event(), row.entry().attempts()));
      }
    }
  }

  private void claimFrom(int partition, ClaimRequest request, Portion portion) {
    Set<EntityKey> waiting = new HashSet<>();
    for (QueueRow row :
        tables.queueByPartition.at(new OpenPartition(own.tenant(), partition)).values()) {
      if (portion.isFull()) {
        return;
      }
      if (row.entry().attempts() > 0 && row.entry().dueAt().isAfter(request.now())) {
        waiting.add(row.entity());
      } else if (!waiting.contains(row.entity())
          && !request.held().contains(row.event().event().topic())) {
        portion.add(row);
      }
    }
  }

  /** Whether an event is the first of its partition, and nobody has worked there since. */
  boolean isAsClaimed(FreshClaim claim) {
    FreshEvent fresh = claim.event();
    OpenPartition partition = new OpenPartition(own.tenant(), fresh.partition());
    return tables.stamp(partition) == fresh.stamp()
        && tables.queueByPartition.at(partition).values().stream()
            .findFirst()
            .filter(row -> row.event().id().equals(fresh.event().id()))
            .filter(row -> row.entry().attempts() == 0)
            .isPresent();
  }

  @Override
  public Optional<QueueEntry> lock(RecordedEvent event) {
    return find(event);
  }

  @Override
  public Optional<QueueEntry> find(RecordedEvent event) {
    return own.queued(event).map(QueueRow::entry);
  }

  @Override
  public void add(RecordedEvent event, QueueEntry entry) {
    own.requireOwn(event);
    tables.queue.insert(
        event.id(), new QueueRow(event, EntityKey.of(event.event().entity()), entry));
  }

  @Override
  public void remove(RecordedEvent event) {
    if (own.queued(event).isEmpty()) {
      throw own.unknown("event %s in its queue".formatted(event.id()));
    }
    tables.queue.remove(event.id());
  }
}
