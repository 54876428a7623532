package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where there is work, over all tenants. On PostgreSQL each answer jumps through an index from one
 * tenant or partition to the next, and costs the same for a thousand entries as for a million.
 */
final class OpenWork {
  private static final String PARTITIONS =
      """
      with recursive open as (
        (select tenant_id, partition from kernel_event_queue
         order by tenant_id, partition limit 1)
        union all
        select n.tenant_id, n.partition from open o cross join lateral (
          select q.tenant_id, q.partition from kernel_event_queue q
          where (q.tenant_id, q.partition) > (o.tenant_id, o.partition)
          order by q.tenant_id, q.partition limit 1) n)
      """;
  // Costs one step per partition with something due, and one per failed entry before it that waits.
  private static final String DUE_PARTITIONS =
      """
      with recursive due as (
        (select tenant_id, partition from kernel_event_queue
         where attempts = 0 or due_at <= :now
         order by tenant_id, partition limit 1)
        union all
        select n.tenant_id, n.partition from due d cross join lateral (
          select q.tenant_id, q.partition from kernel_event_queue q
          where (q.tenant_id, q.partition) > (d.tenant_id, d.partition)
            and (q.attempts = 0 or q.due_at <= :now)
          order by q.tenant_id, q.partition limit 1) n)
      select tenant_id, partition from due
      """;
  private static final String DUE_PARTITIONS_ON_H2 =
      """
      select distinct tenant_id, partition from kernel_event_queue
      where attempts = 0 or due_at <= :now
      """;

  private static final String STEPS =
      """
      with recursive tenants as (
        (select tenant_id from kernel_step_queue order by tenant_id limit 1)
        union all
        select n.tenant_id from tenants t cross join lateral (
          select s.tenant_id from kernel_step_queue s where s.tenant_id > t.tenant_id
          order by s.tenant_id limit 1) n)
      """;
  private static final String WITH_STEPS = STEPS + "select tenant_id from tenants";
  private static final String WITH_STEPS_ON_H2 = "select distinct tenant_id from kernel_step_queue";

  private static final String WITH_EVENTS =
      """
      with recursive tenants as (
        (select tenant_id from kernel_events order by tenant_id limit 1)
        union all
        select n.tenant_id from tenants t cross join lateral (
          select e.tenant_id from kernel_events e where e.tenant_id > t.tenant_id
          order by e.tenant_id limit 1) n)
      select tenant_id from tenants
      """;
  private static final String WITH_EVENTS_ON_H2 = "select distinct tenant_id from kernel_events";

  private static final String WITH_DEAD_LETTERS =
      "select distinct tenant_id from kernel_dead_letters where discarded_at is null";

  // New entries are due in the order of their ids, failed ones at any time.
  private static final String OLDEST_EVENT =
      PARTITIONS
          + """
          select min(due_at) as due_at from (
            select n.due_at from open o cross join lateral (
              select q.due_at from kernel_event_queue q
              where q.tenant_id = o.tenant_id and q.partition = o.partition and q.attempts = 0
              order by q.event_id limit 1) n
            union all
            (select f.due_at from kernel_event_queue f where f.attempts > 0
             order by f.tenant_id, f.partition, f.entity_key offset 0)) due
          """;
  private static final String OLDEST_STEP =
      STEPS
          + """
          select min(n.due_at) as due_at from tenants t cross join lateral (
            select s.due_at from kernel_step_queue s where s.tenant_id = t.tenant_id
            order by s.due_at limit 1) n
          """;
  private static final String OLDEST_EVENT_ON_H2 =
      "select min(due_at) as due_at from kernel_event_queue";
  private static final String OLDEST_STEP_ON_H2 =
      "select min(due_at) as due_at from kernel_step_queue";

  private final Database database;

  OpenWork(Database database) {
    this.database = database;
  }

  List<OpenPartition> partitions(Link link, Instant now) {
    List<OpenPartition> open = new ArrayList<>();
    RoundTrip.first(link, database)
        .bind("now", now)
        .query(
            choice(DUE_PARTITIONS, DUE_PARTITIONS_ON_H2),
            row ->
                open.add(
                    new OpenPartition(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getInt("partition"))))
        .send();
    return open;
  }

  List<TenantId> tenantsWithSteps(Link link) {
    return tenants(link, choice(WITH_STEPS, WITH_STEPS_ON_H2));
  }

  List<TenantId> tenantsWithDeadLetters(Link link) {
    return tenants(link, WITH_DEAD_LETTERS);
  }

  List<TenantId> tenantsWithEvents(Link link) {
    return tenants(link, choice(WITH_EVENTS, WITH_EVENTS_ON_H2));
  }

  private List<TenantId> tenants(Link link, String query) {
    List<TenantId> tenants = new ArrayList<>();
    RoundTrip.first(link, database)
        .query(query, row -> tenants.add(new TenantId(row.getObject("tenant_id", UUID.class))))
        .send();
    return tenants;
  }

  Optional<Instant> oldestDue(Link link) {
    List<Instant> oldest = new ArrayList<>();
    RoundTrip.RowReader reader =
        row -> Optional.ofNullable(Sql.instantOrNull(row, "due_at")).ifPresent(oldest::add);
    RoundTrip.first(link, database)
        .query(choice(OLDEST_EVENT, OLDEST_EVENT_ON_H2), reader)
        .query(choice(OLDEST_STEP, OLDEST_STEP_ON_H2), reader)
        .send();
    return oldest.stream().min(Instant::compareTo);
  }

  private String choice(String onPostgres, String onH2) {
    return database == Database.POSTGRESQL ? onPostgres : onH2;
  }
}
