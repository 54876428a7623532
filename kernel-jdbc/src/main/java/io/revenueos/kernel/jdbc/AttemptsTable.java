package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.WorkItem;
import java.util.List;

/** {@code kernel_attempts}: those that failed. */
final class AttemptsTable {
  static final String COLUMNS = "tenant_id, kind, item_id, id, number, ended_at, node, error";

  private static final String INSERT =
      """
      insert into kernel_attempts (tenant_id, kind, item_id, number, ended_at, node, error)
      select cast(:tenant as uuid), a.kind, a.item, a.number, cast(a.ended as timestamptz), a.node,
             a.error
      from unnest(cast(:attemptKinds as varchar array), cast(:attemptItems as bigint array),
                  cast(:attemptNumbers as integer array), cast(:attemptEnds as varchar array),
                  cast(:attemptNodes as varchar array), cast(:attemptErrors as varchar array))
           with ordinality as a (kind, item, number, ended, node, error, n)
      order by a.n
      """;
  private static final String BY_ITEM =
      """
      select number, ended_at, node, error from kernel_attempts
      where tenant_id = :tenant and kind = :kind and item_id = :item order by id
      """;

  /** Adds the writing of attempts to a round trip that knows {@code :tenant}. */
  static void insert(RoundTrip trip, List<Attempt> attempts) {
    trip.bind("attemptKinds", Columns.texts(attempts, attempt -> attempt.item().kind().stored()))
        .bind("attemptItems", Columns.longs(attempts, attempt -> attempt.item().id()))
        .bind("attemptNumbers", Columns.integers(attempts, Attempt::number))
        .bind("attemptEnds", Columns.instants(attempts, Attempt::at))
        .bind("attemptNodes", Columns.texts(attempts, Attempt::node))
        .bind("attemptErrors", Columns.texts(attempts, Attempt::error))
        .update(INSERT);
  }

  List<Attempt> of(Session session, WorkItem item) {
    return session
        .handle()
        .createQuery(BY_ITEM)
        .bind("tenant", session.tenant().value())
        .bind("kind", item.kind().stored())
        .bind("item", item.id())
        .map(
            (row, context) ->
                new Attempt(
                    item,
                    row.getInt("number"),
                    Sql.instant(row, "ended_at"),
                    row.getString("node"),
                    row.getString("error")))
        .list();
  }
}
