package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
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
  private static final String DUE_PARTITIONS =
      "select tenant_id, partition from kernel_due_partitions(:now)";
  private static final String DUE_PARTITIONS_ON_H2 =
      """
      select distinct tenant_id, partition from kernel_event_queue
      where attempts = 0 or due_at <= :now
      """;
  private static final String WITH_STEPS =
      "select t as tenant_id from kernel_tenants_with_steps() t";
  private static final String WITH_STEPS_ON_H2 = "select distinct tenant_id from kernel_step_queue";
  private static final String WITH_EVENTS =
      "select t as tenant_id from kernel_tenants_with_events() t";
  private static final String WITH_EVENTS_ON_H2 = "select distinct tenant_id from kernel_events";
  private static final String WITH_DEAD_LETTERS =
      "select t as tenant_id from kernel_tenants_with_dead_letters() t";
  private static final String WITH_DEAD_LETTERS_ON_H2 =
      "select distinct tenant_id from kernel_dead_letters where discarded_at is null";
  private static final String REGISTERED =
      "select t as tenant_id from kernel_registered_tenants() t";
  private static final String REGISTERED_ON_H2 =
      "select tenant_id from os_tenant_registry order by slug";
  private static final String OLDEST = "select kernel_oldest_due() as due_at";
  private static final String OLDEST_ON_H2 =
      """
      select min(due_at) as due_at from (
        select due_at from kernel_event_queue union all select due_at from kernel_step_queue) open
      """;
  private static final String OWNER = "select tenant_id, workspace_id from kernel_event_owner(:id)";
  private static final String OWNER_ON_H2 =
      "select tenant_id, workspace_id from kernel_events where id = :id";

  private final Database database;

  OpenWork(Database database) {
    this.database = database;
  }

  List<OpenPartition> partitions(Link link, Instant now) {
    List<OpenPartition> open = new ArrayList<>();
    trip(link)
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
    return tenants(link, choice(WITH_DEAD_LETTERS, WITH_DEAD_LETTERS_ON_H2));
  }

  List<TenantId> tenantsWithEvents(Link link) {
    return tenants(link, choice(WITH_EVENTS, WITH_EVENTS_ON_H2));
  }

  /** In the order of their slugs. */
  List<TenantId> registeredTenants(Link link) {
    return tenants(link, choice(REGISTERED, REGISTERED_ON_H2));
  }

  private List<TenantId> tenants(Link link, String query) {
    List<TenantId> tenants = new ArrayList<>();
    trip(link)
        .query(query, row -> tenants.add(new TenantId(row.getObject("tenant_id", UUID.class))))
        .send();
    return tenants;
  }

  /** When the oldest open work became due, or will. */
  Optional<Instant> oldestDue(Link link) {
    List<Instant> oldest = new ArrayList<>();
    trip(link)
        .query(
            choice(OLDEST, OLDEST_ON_H2),
            row -> Optional.ofNullable(Sql.instantOrNull(row, "due_at")).ifPresent(oldest::add))
        .send();
    return oldest.stream().findFirst();
  }

  Optional<TenantScope> ownerOf(Link link, EventId id) {
    List<TenantScope> owner = new ArrayList<>();
    trip(link)
        .bind("id", id.value())
        .query(choice(OWNER, OWNER_ON_H2), row -> owner.add(EventsTable.scope(row)))
        .send();
    return owner.stream().findFirst();
  }

  private RoundTrip trip(Link link) {
    return RoundTrip.of(link, database, RowScope.NOBODY);
  }

  private String choice(String onPostgres, String onH2) {
    return database == Database.POSTGRESQL ? onPostgres : onH2;
  }
}
