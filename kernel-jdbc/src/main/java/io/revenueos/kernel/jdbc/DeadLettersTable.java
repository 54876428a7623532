package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.DeadLetter.Discard;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.store.WorkItem.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** {@code kernel_dead_letters}. */
final class DeadLettersTable {
  static final String COLUMNS =
      "tenant_id, kind, item_id, attempts, reason_code, reason, died_at, discarded_by,"
          + " discarded_at";

  private static final String INSERT =
      """
      insert into kernel_dead_letters
        (tenant_id, kind, item_id, attempts, reason_code, reason, died_at, discarded_by,
         discarded_at)
      select cast(:tenant as uuid), l.kind, l.item, l.attempts, l.code, l.reason,
             cast(l.died as timestamptz), l.discarder, cast(l.discarded as timestamptz)
      from unnest(cast(:letterKinds as varchar array), cast(:letterItems as bigint array),
                  cast(:letterAttempts as integer array), cast(:letterCodes as varchar array),
                  cast(:letterReasons as varchar array), cast(:deaths as varchar array),
                  cast(:discarders as varchar array), cast(:discards as varchar array))
           as l (kind, item, attempts, code, reason, died, discarder, discarded)
      """;
  private static final String SELECT =
      """
      select kind, item_id, attempts, reason_code, reason, died_at, discarded_by, discarded_at
      from kernel_dead_letters
      """;
  private static final String PAGE =
      SELECT
          + """
          where tenant_id = :tenant and kind = :kind and item_id > :item and discarded_at is null
          order by item_id
          limit :limit
          """;
  private static final String BY_ID =
      SELECT + "where tenant_id = :tenant and kind = :kind and item_id = :item";
  private static final String LOCK = BY_ID + " for update";
  private static final String UPDATE =
      """
      update kernel_dead_letters
      set attempts = :attempts, reason_code = :code, reason = :reason, died_at = :diedAt,
          discarded_by = :discardedBy, discarded_at = cast(:discardedAt as timestamptz)
      where tenant_id = :tenant and kind = :kind and item_id = :item
      """;
  private static final String DELETE =
      """
      delete from kernel_dead_letters
      where tenant_id = :tenant and kind = :kind and item_id = :item
      """;

  /** Adds the writing of letters to a round trip that knows {@code :tenant}. */
  static void insert(RoundTrip trip, List<DeadLetter> letters) {
    trip.bind("letterKinds", Columns.texts(letters, letter -> letter.item().kind().stored()))
        .bind("letterItems", Columns.longs(letters, letter -> letter.item().id()))
        .bind("letterAttempts", Columns.integers(letters, DeadLetter::attempts))
        .bind("letterCodes", Columns.texts(letters, letter -> letter.reason().code()))
        .bind("letterReasons", Columns.texts(letters, letter -> letter.reason().text()))
        .bind("deaths", Columns.instants(letters, DeadLetter::diedAt))
        .bind("discarders", Columns.texts(letters, l -> l.discard().map(Discard::by).orElse(null)))
        .bind("discards", Columns.instants(letters, l -> l.discard().map(Discard::at).orElse(null)))
        .update(INSERT);
  }

  /** Letters of one kind that nobody discarded, in the order of their ids. */
  List<DeadLetter> page(Session session, Kind kind, long after, int limit) {
    return bind(session.handle().createQuery(PAGE), session, new WorkItem(kind, after))
        .bind("limit", limit)
        .map((row, context) -> letter(row))
        .list();
  }

  Optional<DeadLetter> find(Session session, WorkItem item) {
    return one(session.handle().createQuery(BY_ID), session, item);
  }

  /** Waits for, and keeps out, everyone else who works on the letter. */
  Optional<DeadLetter> lock(Session session, WorkItem item) {
    return one(session.handle().createQuery(LOCK), session, item);
  }

  private static Optional<DeadLetter> one(Query query, Session session, WorkItem item) {
    return bind(query, session, item).map((row, context) -> letter(row)).findOne();
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        new WorkItem(Kind.ofStored(row.getString("kind")), row.getLong("item_id")),
        row.getInt("attempts"),
        new Reason(row.getString("reason_code"), row.getString("reason")),
        Sql.instant(row, "died_at"),
        discard(row));
  }

  private static @Nullable Discard discard(ResultSet row) throws SQLException {
    String by = row.getString("discarded_by");
    return by == null ? null : new Discard(by, Sql.instant(row, "discarded_at"));
  }

  /**
   * @return false when the tenant has no such letter
   */
  boolean replace(Session session, DeadLetter letter) {
    return bind(session.handle().createUpdate(UPDATE), session, letter.item())
            .bind("attempts", letter.attempts())
            .bind("code", letter.reason().code())
            .bind("reason", letter.reason().text())
            .bind("diedAt", letter.diedAt())
            .bind("discardedBy", letter.discard().map(Discard::by).orElse(null))
            .bind("discardedAt", letter.discard().map(Discard::at).orElse(null))
            .execute()
        == 1;
  }

  /**
   * @return false when the tenant has no such letter
   */
  boolean remove(Session session, WorkItem item) {
    return bind(session.handle().createUpdate(DELETE), session, item).execute() == 1;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Session session, WorkItem item) {
    return statement
        .bind("tenant", session.tenant().value())
        .bind("kind", item.kind().stored())
        .bind("item", item.id());
  }
}
