package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.BatchRecord.Retry;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.QueueEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * {@code kernel_event_queue}, entry by entry; {@link EventInserts} adds to it in bulk, and {@link
 * QueueClaims} claims from it.
 */
final class QueueTable {
  static final String COLUMNS =
      "tenant_id, partition, event_id, entity_key, topic, payload_bytes, attempts, due_at";

  private static final String INSERT =
      """
      insert into kernel_event_queue
        (tenant_id, partition, event_id, entity_key, topic, payload_bytes, attempts, due_at)
      values (:tenant, :partition, :event, :entityKey, :topic, :bytes, :attempts, :dueAt)
      """;
  private static final String SELECT =
      """
      select event_id, attempts, due_at from kernel_event_queue
      where tenant_id = :tenant and partition = :partition and event_id = :event
      """;
  private static final String LOCK = SELECT + "for update";
  private static final String UPDATE =
      """
      update kernel_event_queue set attempts = :attempts, due_at = :dueAt
      where tenant_id = :tenant and partition = :partition and event_id = :event
        and attempts = :attempts - 1
      """;
  private static final String DELETE =
      """
      delete from kernel_event_queue
      where tenant_id = :tenant and partition = :partition and event_id = :event
      """;
  // A join could start from the wrong side, and read a backlog to remove an event.
  private static final String DELETE_ALL =
      """
      delete from kernel_event_queue
      where ctid = any(array(
        select (select q.ctid from kernel_event_queue q
                where q.tenant_id = :tenant and q.partition = d.partition and q.event_id = d.event)
        from unnest(cast(:donePartitions as integer array), cast(:done as bigint array))
             as d (partition, event)))
      """;

  // Without a row to return, an error is the only way to keep what follows from being carried out.
  private static final String DELETE_ALL_OR_FAIL =
      """
      with gone as (
        delete from kernel_event_queue
        where ctid = any(array(
          select (select q.ctid from kernel_event_queue q
                  where q.tenant_id = :tenant and q.partition = d.partition
                    and q.event_id = d.event)
          from unnest(cast(:donePartitions as integer array), cast(:done as bigint array))
               as d (partition, event)))
        returning 1)
      select 1 / (case when count(*) = cardinality(cast(:done as bigint array)) then 1 else 0 end)
      from gone
      """;

  private final PartitionsTable partitions;

  QueueTable(PartitionsTable partitions) {
    this.partitions = partitions;
  }

  void add(Session session, RecordedEvent event, QueueEntry entry) {
    bind(session.handle().createUpdate(INSERT), session, event)
        .bind("entityKey", entity(event).hash())
        .bind("topic", event.event().topic().toString())
        .bind("bytes", event.event().payload().byteSize())
        .bind("attempts", entry.attempts())
        .bind("dueAt", entry.dueAt())
        .execute();
  }

  /**
   * Waits for, and keeps out, everyone else who works on the event. Its partition first, as a
   * worker does who then removes the entry: in another order the two could wait for each other.
   */
  Optional<QueueEntry> lock(Session session, RecordedEvent event) {
    partitions.lock(session, entity(event));
    return one(session.handle().createQuery(LOCK), session, event);
  }

  Optional<QueueEntry> find(Session session, RecordedEvent event) {
    return one(session.handle().createQuery(SELECT), session, event);
  }

  private static Optional<QueueEntry> one(Query query, Session session, RecordedEvent event) {
    return bind(query, session, event).map((row, context) -> entry(row)).findOne();
  }

  private static QueueEntry entry(ResultSet row) throws SQLException {
    return new QueueEntry(
        new EventId(row.getLong("event_id")), row.getInt("attempts"), Sql.instant(row, "due_at"));
  }

  /**
   * @return false when the tenant has no such entry
   */
  boolean remove(Session session, RecordedEvent event) {
    return bind(session.handle().createUpdate(DELETE), session, event).execute() == 1;
  }

  /**
   * @return false when the tenant has no such entry, or its attempts are not one fewer
   */
  boolean replace(Session session, Retry retry) {
    return bind(session.handle().createUpdate(UPDATE), session, retry.event())
            .bind("attempts", retry.attempts())
            .bind("dueAt", retry.dueAt())
            .execute()
        == 1;
  }

  /**
   * Adds the removal of events to a round trip.
   *
   * @param removed gets how many were there
   */
  void removeAll(
      Session session, RoundTrip trip, Collection<RecordedEvent> done, IntConsumer removed) {
    if (session.database() == Database.H2) {
      // Reads all entries of the tenant to find these, unless it is told one by one.
      removed.accept((int) done.stream().filter(event -> remove(session, event)).count());
      return;
    }
    bindAll(trip, done).update(DELETE_ALL, removed);
  }

  /**
   * On PostgreSQL: as {@link #removeAll}, but the round trip fails by a {@linkplain
   * SqlErrors#isDivisionByZero division by zero} when one of them is not there.
   */
  void removeAllOrFail(RoundTrip trip, Collection<RecordedEvent> done) {
    bindAll(trip, done).query(DELETE_ALL_OR_FAIL, row -> {});
  }

  private static RoundTrip bindAll(RoundTrip trip, Collection<RecordedEvent> done) {
    return trip.bind("done", Columns.longs(done, event -> event.id().value()))
        .bind("donePartitions", Columns.integers(done, event -> entity(event).partition()));
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, Session session, RecordedEvent event) {
    return statement
        .bind("tenant", session.tenant().value())
        .bind("partition", entity(event).partition())
        .bind("event", event.id().value());
  }

  private static EntityKey entity(RecordedEvent event) {
    return EntityKey.of(event.event().entity());
  }
}
