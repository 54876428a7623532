package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.store.KernelStats;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts over all tenants. */
final class StatsQueries {
  private static final List<String> OUTBOX = List.of("scheduled", "sent", "delivered", "failed");
  private static final String COUNTS = "select subject, status, n from kernel_counts()";
  private static final String COUNTS_ON_H2 =
      """
      select 'log' as subject, 'accepted' as status, count(*) as n from kernel_events
      union all
      select 'queue', case when attempts = 0 then 'pending' else 'failed' end, count(*)
      from kernel_event_queue group by case when attempts = 0 then 'pending' else 'failed' end
      union all
      select 'dead', kind, count(*) from kernel_dead_letters group by kind
      union all
      select 'actions', status, count(*) from kernel_actions group by status
      union all
      select 'outbox', status, count(*) from channel_outbox group by status
      union all
      select 'attempts', kind, count(*) from kernel_attempts group by kind
      """;

  private static final String RUNS = "select status, n from kernel_agent_runs(:module, :since)";
  private static final String RUNS_ON_H2 =
      """
      select status, count(*) as n from agent_runs
      where module_id = :module and created_at >= :since group by status
      """;

  private final Database database;
  private final OpenWork openWork;

  StatsQueries(Database database, OpenWork openWork) {
    this.database = database;
    this.openWork = openWork;
  }

  /** By subject and status; what there is none of is missing. */
  private record Counts(Map<String, Map<String, Long>> bySubject) {
    long of(String subject, String status) {
      return bySubject.getOrDefault(subject, Map.of()).getOrDefault(status, 0L);
    }

    long all(String subject) {
      return bySubject.getOrDefault(subject, Map.of()).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  KernelStats stats(Link link) {
    String query = database == Database.POSTGRESQL ? COUNTS : COUNTS_ON_H2;
    Map<String, Map<String, Long>> bySubject = new HashMap<>();
    RoundTrip.of(link, database, RowScope.NOBODY)
        .query(
            query,
            row ->
                bySubject
                    .computeIfAbsent(row.getString("subject"), subject -> new HashMap<>())
                    .put(row.getString("status"), row.getLong("n")))
        .send();
    Counts counts = new Counts(bySubject);
    Map<ActionStatus, Long> actions = new EnumMap<>(ActionStatus.class);
    for (ActionStatus status : ActionStatus.values()) {
      actions.put(status, counts.of("actions", status.stored()));
    }
    Map<String, Long> outbox = new LinkedHashMap<>();
    OUTBOX.forEach(status -> outbox.put(status, counts.of("outbox", status)));
    return new KernelStats(
        events(counts),
        actions,
        outbox,
        counts.all("attempts"),
        openWork.oldestDue(link).orElse(null));
  }

  /** How many runs of a module's agents there are, by status. */
  Map<String, Long> agentRuns(Link link, String module, Instant since) {
    String query = database == Database.POSTGRESQL ? RUNS : RUNS_ON_H2;
    Map<String, Long> runs = new HashMap<>();
    RoundTrip.of(link, database, RowScope.NOBODY)
        .bind("module", module)
        .bind("since", since)
        .query(query, row -> runs.put(row.getString("status"), row.getLong("n")))
        .send();
    return runs;
  }

  private static Map<EventStatus, Long> events(Counts counts) {
    Map<EventStatus, Long> events = new EnumMap<>(EventStatus.class);
    for (EventStatus status : EventStatus.values()) {
      events.put(status, counts.of("queue", status.stored()));
    }
    events.put(EventStatus.DEAD, counts.of("dead", "event"));
    long unfinished = events.values().stream().mapToLong(Long::longValue).sum();
    events.put(EventStatus.COMPLETED, counts.all("log") - unfinished);
    return events;
  }
}
