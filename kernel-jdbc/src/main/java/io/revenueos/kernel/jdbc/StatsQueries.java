package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.store.KernelStats;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Counts over all tenants. */
final class StatsQueries {
  private static final List<String> OUTBOX = List.of("scheduled", "sent", "delivered", "failed");
  private static final String EVENTS = "select count(*) from kernel_events";
  private static final String QUEUE =
      """
      select case when attempts = 0 then 'pending' else 'failed' end as status, count(*) as n
      from kernel_event_queue
      group by case when attempts = 0 then 'pending' else 'failed' end
      """;
  private static final String DEAD =
      "select count(*) from kernel_dead_letters where kind = 'event'";
  private static final String ACTIONS =
      "select status, count(*) as n from kernel_actions group by status";
  private static final String MESSAGES =
      "select status, count(*) as n from channel_outbox group by status";
  private static final String ATTEMPTS = "select count(*) from kernel_attempts";

  private final OpenWork openWork;

  StatsQueries(OpenWork openWork) {
    this.openWork = openWork;
  }

  KernelStats stats(Link link) {
    Handle handle = link.handle();
    Map<String, Long> byAction = counts(handle, ACTIONS);
    Map<ActionStatus, Long> actions = new EnumMap<>(ActionStatus.class);
    for (ActionStatus status : ActionStatus.values()) {
      actions.put(status, byAction.getOrDefault(status.stored(), 0L));
    }
    Map<String, Long> byMessage = counts(handle, MESSAGES);
    Map<String, Long> outbox = new LinkedHashMap<>();
    OUTBOX.forEach(status -> outbox.put(status, byMessage.getOrDefault(status, 0L)));
    return new KernelStats(
        events(handle),
        actions,
        outbox,
        count(handle, ATTEMPTS),
        openWork.oldestDue(link).orElse(null));
  }

  private static Map<EventStatus, Long> events(Handle handle) {
    Map<String, Long> queue = counts(handle, QUEUE);
    Map<EventStatus, Long> events = new EnumMap<>(EventStatus.class);
    for (EventStatus status : EventStatus.values()) {
      events.put(status, queue.getOrDefault(status.stored(), 0L));
    }
    events.put(EventStatus.DEAD, count(handle, DEAD));
    long unfinished = events.values().stream().mapToLong(Long::longValue).sum();
    events.put(EventStatus.COMPLETED, count(handle, EVENTS) - unfinished);
    return events;
  }

  private static long count(Handle handle, String query) {
    return handle.createQuery(query).mapTo(Long.class).one();
  }

  private static Map<String, Long> counts(Handle handle, String query) {
    Map<String, Long> counts = new LinkedHashMap<>();
    handle
        .createQuery(query)
        .map((row, context) -> Map.entry(row.getString("status"), row.getLong("n")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }
}
