package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.Pruning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Removes finished events, oldest first, with all that is known of them. */
final class Retention {
  // Stops at the first event that is too young, so that it never reads the whole log. A partition
  // is not written down in the log: the entry is looked for in each.
  private static final String CANDIDATES =
      """
      select e.id from kernel_events e
      where e.tenant_id = :tenant
        and e.id < coalesce((
          select y.id from kernel_events y
          where y.tenant_id = :tenant and y.created_at >= :before
          order by y.id limit 1), 9223372036854775807)
        and not exists (
          select 1 from kernel_event_queue q
          where q.tenant_id = :tenant and q.event_id = e.id
            and q.partition in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))
        and not exists (
          select 1 from kernel_decisions d
          join kernel_actions a on a.tenant_id = :tenant and a.decision_id = d.id
          where d.tenant_id = :tenant and d.event_id = e.id
            and (a.status in ('pending', 'failed')
                 or exists (
                   select 1 from kernel_events c
                   join kernel_event_queue q on q.tenant_id = :tenant and q.event_id = c.id
                     and q.partition in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
                   where c.tenant_id = :tenant and c.causation_id = a.id)))
        and case
          when exists (
              select 1 from kernel_dead_letters l
              where l.tenant_id = :tenant and l.kind = 'event' and l.item_id = e.id)
            or exists (
              select 1 from kernel_decisions d
              join kernel_actions a on a.tenant_id = :tenant and a.decision_id = d.id
              where d.tenant_id = :tenant and d.event_id = e.id and a.status = 'dead')
          then cast(:deadBefore as timestamptz) is not null
            and not exists (
              select 1 from kernel_dead_letters l
              where l.tenant_id = :tenant and l.kind = 'event' and l.item_id = e.id
                and l.died_at >= cast(:deadBefore as timestamptz))
            and not exists (
              select 1 from kernel_decisions d
              join kernel_actions a on a.tenant_id = :tenant and a.decision_id = d.id
              left join kernel_dead_letters l
                on l.tenant_id = :tenant and l.kind = 'action' and l.item_id = a.id
              where d.tenant_id = :tenant and d.event_id = e.id and a.status = 'dead'
                and coalesce(l.died_at, a.completed_at) >= cast(:deadBefore as timestamptz))
          else e.created_at < cast(:completedBefore as timestamptz)
        end
      order by e.id
      limit :limit
      """;
  private static final String ACTIONS =
      """
      select a.id from kernel_decisions d
      join kernel_actions a on a.tenant_id = :tenant and a.decision_id = d.id
      where d.tenant_id = :tenant and d.event_id = any(:events)
      """;
  private static final String LOCK_EVENT_LETTERS =
      """
      select item_id from kernel_dead_letters
      where tenant_id = :tenant and kind = 'event' and item_id = any(:events) for update
      """;
  private static final String LOCK_ACTION_LETTERS =
      """
      select item_id from kernel_dead_letters
      where tenant_id = :tenant and kind = 'action' and item_id = any(:actions) for update
      """;
  private static final String DELETE_ACTION_ATTEMPTS =
      """
      delete from kernel_attempts
      where tenant_id = :tenant and kind = 'action' and item_id = any(:actions)
      """;
  private static final String DELETE_EVENT_ATTEMPTS =
      """
      delete from kernel_attempts
      where tenant_id = :tenant and kind = 'event' and item_id = any(:events)
      """;
  private static final String DELETE_ACTION_LETTERS =
      """
      delete from kernel_dead_letters
      where tenant_id = :tenant and kind = 'action' and item_id = any(:actions)
      """;
  private static final String DELETE_EVENT_LETTERS =
      """
      delete from kernel_dead_letters
      where tenant_id = :tenant and kind = 'event' and item_id = any(:events)
      """;
  private static final String DELETE_ACTIONS =
      "delete from kernel_actions where tenant_id = :tenant and id = any(:actions)";
  private static final String DELETE_DECISIONS =
      "delete from kernel_decisions where tenant_id = :tenant and event_id = any(:events)";
  private static final String DELETE_EVENTS =
      "delete from kernel_events where tenant_id = :tenant and id = any(:events)";

  private Retention() {}

  /** Returns how many events went. */
  static int prune(Session session, Pruning rule) {
    List<Long> events = candidates(session, rule);
    if (!events.isEmpty() && rule.deadBeforeOrNull() != null) {
      // What is dead may be tried again until its letter is locked; what is completed may not.
      lockLetters(session, events);
      events.retainAll(candidates(session, rule));
    }
    return events.isEmpty() ? 0 : remove(session, events);
  }

  private static List<Long> candidates(Session session, Pruning rule) {
    List<Long> found = new ArrayList<>();
    Instant completed = rule.completedBeforeOrNull();
    Instant dead = rule.deadBeforeOrNull();
    if (completed != null || dead != null) {
      session
          .roundTrip()
          .bind("completedBefore", completed)
          .bind("deadBefore", dead)
          .bind("before", later(completed, dead))
          .bind("limit", rule.limit())
          .query(CANDIDATES, row -> found.add(row.getLong("id")))
          .send();
    }
    return found;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private static List<Long> actions(Session session, List<Long> events) {
    List<Long> actions = new ArrayList<>();
    session
        .roundTrip()
        .bind("events", Columns.longs(events, id -> id))
        .query(ACTIONS, row -> actions.add(row.getLong("id")))
        .send();
    return actions;
  }

  private static void lockLetters(Session session, List<Long> events) {
    session
        .roundTrip()
        .bind("events", Columns.longs(events, id -> id))
        .bind("actions", Columns.longs(actions(session, events), id -> id))
        .query(LOCK_EVENT_LETTERS, row -> {})
        .query(LOCK_ACTION_LETTERS, row -> {})
        .send();
  }

  private static int remove(Session session, List<Long> events) {
    AtomicInteger removed = new AtomicInteger();
    session
        .roundTrip()
        .bind("events", Columns.longs(events, id -> id))
        .bind("actions", Columns.longs(actions(session, events), id -> id))
        .update(DELETE_ACTION_ATTEMPTS)
        .update(DELETE_EVENT_ATTEMPTS)
        .update(DELETE_ACTION_LETTERS)
        .update(DELETE_EVENT_LETTERS)
        .update(DELETE_ACTIONS)
        .update(DELETE_DECISIONS)
        .update(DELETE_EVENTS, removed::set)
        .send();
    return removed.get();
  }
}
