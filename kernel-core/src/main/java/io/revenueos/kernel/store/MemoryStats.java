package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.event.EventStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts the rows of the in-memory tables. */
final class MemoryStats {
  private final MemoryTables tables;

  MemoryStats(MemoryTables tables) {
    this.tables = tables;
  }

  KernelStats count() {
    long scheduled =
        tables.effects.all().stream().filter(row -> row.effect() instanceof OutboxMessage).count();
    return new KernelStats(
        events(),
        actions(),
        Map.of("scheduled", scheduled, "sent", 0L, "delivered", 0L, "failed", 0L),
        tables.attempts.size(),
        oldestDue().orElse(null));
  }

  /** As {@link KernelStore#oldestDue}. */
  Optional<Instant> oldestDue() {
    return Stream.concat(
            tables.queue.all().stream().map(row -> row.entry().dueAt()),
            tables.steps.all().stream().map(row -> row.entry().dueAt()))
        .min(Comparator.naturalOrder());
  }

  private Map<EventStatus, Long> events() {
    Map<EventStatus, Long> counts = new EnumMap<>(EventStatus.class);
    for (EventStatus status : EventStatus.values()) {
      counts.put(status, 0L);
    }
    tables.queue.all().forEach(row -> counts.merge(row.entry().status(), 1L, Long::sum));
    long dead =
        tables.letters.all().stream()
            .filter(row -> row.letter().item().kind() == WorkItem.Kind.EVENT)
            .count();
    counts.put(EventStatus.DEAD, dead);
    counts.put(EventStatus.COMPLETED, tables.events.size() - tables.queue.size() - dead);
    return counts;
  }

  private Map<ActionStatus, Long> actions() {
    Map<ActionStatus, Long> counts = new EnumMap<>(ActionStatus.class);
    for (ActionStatus status : ActionStatus.values()) {
      counts.put(status, 0L);
    }
    tables.actions.all().forEach(row -> counts.merge(row.action().status(), 1L, Long::sum));
    return counts;
  }
}
