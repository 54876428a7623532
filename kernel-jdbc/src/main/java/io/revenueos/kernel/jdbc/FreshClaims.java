package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.FreshClaim;
import io.revenueos.kernel.tenant.Tenant;

/**
 * On PostgreSQL: takes an event out of the queue that nobody has claimed, in the first statement of
 * those that write, which fails when something is not as it would have been after a claim. It
 * hardly waits: a partition that another transaction keeps locked is not as it would have been.
 */
final class FreshClaims {
  // Whoever works on a partition has its row locked; passing over a locked row instead of waiting
  // for it costs a lone event 100 us. A configuration is an object, and so never false.
  private static final String TAKE =
      """
      with stamped as (
        update kernel_partitions set stamp = stamp + 1
        where tenant_id = :tenant and partition = :partition and stamp = :stamp
        returning 1),
      gone as (
        delete from kernel_event_queue
        where tenant_id = :tenant and partition = :partition and event_id = :event
          and attempts = 0
        returning 1)
      select 1 / (case
        when exists (select 1 from stamped) and exists (select 1 from gone)
          and (select q.event_id from kernel_event_queue q
               where q.tenant_id = :tenant and q.partition = :partition
               order by q.event_id limit 1) = :event
          and (select case when r.is_active then r.config else cast('false' as jsonb) end
               from os_tenant_registry r
               where r.tenant_id = :tenant) is not distinct from cast(:registration as jsonb)
        then 1 else 0 end)
      """;

  private FreshClaims() {}

  /** Adds that to a round trip that knows {@code :tenant}. */
  static void take(RoundTrip trip, FreshClaim claim) {
    RecordedEvent event = claim.event().event();
    Tenant tenant = claim.registrationOrNull();
    trip.inAHurry()
        .bind("partition", claim.event().partition())
        .bind("stamp", claim.event().stamp())
        .bind("event", event.id().value())
        .bind("registration", tenant == null ? null : tenant.config().toJson())
        .query(TAKE, row -> {});
  }
}
