package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.Change;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * A table whose rows are put by a natural key: a row with the key is changed if it is different,
 * and there are never two. Thread-safe.
 *
 * @param name the table's
 * @param sql its statements
 * @param binding gives a row to a statement, its natural key included
 * @param reading takes a row from a result
 */
record Table<R>(String name, Statements sql, Binding<R> binding, Reading<R> reading) {
  /** What every statement is limited to. */
  static final String IN_SCOPE =
      "where tenant_id = :tenant and (:tenantWide or workspace_id = any(:workspaces))\n";

  /** What comes behind {@link #IN_SCOPE} for a page. */
  static final String NEXT =
      """
      and (cast(:after as uuid) is null or id > cast(:after as uuid))
      order by id
      limit :limit
      """;

  static final String AND_LOCK = "for update";

  /** What an update is limited to. */
  static final String THERE = "where tenant_id = :tenant and workspace_id = :home and id = :id\n";

  /**
   * Constants.
   *
   * @param byKey finds the row with the natural key
   * @param lock as {@code byKey}, and nobody else changes it until the transaction ends
   * @param insert adds a row, or does nothing when the key is there
   * @param update changes the row with {@code :id} {@link #THERE}
   */
  record Statements(
      String byKey, String lock, String insert, String update, String page, String count) {}

  /** Gives a row to a statement. */
  interface Binding<R> {
    void bind(SqlStatement<?> statement, R row);
  }

  /** Takes a row from where a result stands. */
  interface Reading<R> {
    R read(ResultSet row) throws SQLException;
  }

  /** Adds a row or changes the one with its key, in the session's {@link TenantSession#home}. */
  Written put(TenantSession session, R wanted) {
    return put(session, Home.of(session), wanted);
  }

  /** As {@link #put(TenantSession, Object)}, in another home. */
  Written put(TenantSession session, Home home, R wanted) {
    Optional<Stored<R>> there = one(session.query(sql.lock), home, wanted);
    if (there.isEmpty()) {
      UUID newId = home.idOrNull() == null ? UUID.randomUUID() : home.idOrNull();
      if (run(session.update(sql.insert).bind("id", newId), home, wanted)) {
        return written(newId, Change.ADDED);
      }
      // Another transaction added it in between.
      there = one(session.query(sql.lock), home, wanted);
    }
    Stored<R> before = there.orElseThrow(() -> home.hidden(session, name));
    if (before.value().equals(wanted)) {
      return written(before.id(), Change.UNCHANGED);
    }
    if (!run(session.update(sql.update).bind("id", before.id()), home, wanted)) {
      throw home.hidden(session, name);
    }
    return written(before.id(), Change.UPDATED);
  }

  private Written written(UUID id, Change change) {
    return new Written(id, Changes.of(name, change));
  }

  private boolean run(Update statement, Home home, R wanted) {
    binding.bind(statement.bind("home", home.workspace()), wanted);
    return statement.execute() == 1;
  }

  private Optional<Stored<R>> one(Query query, Home home, R key) {
    binding.bind(query.bind("home", home.workspace()), key);
    return one(query);
  }

  /**
   * @param query knows the natural key
   */
  Optional<Stored<R>> one(Query query) {
    return query.map((row, context) -> stored(row)).findOne();
  }

  List<Stored<R>> page(TenantSession session, Page<UUID> page) {
    return session
        .query(sql.page)
        .bind("after", page.afterOrNull())
        .bind("limit", page.limit())
        .map((row, context) -> stored(row))
        .list();
  }

  long count(TenantSession session) {
    return session.query(sql.count).mapTo(Long.class).one();
  }

  Stored<R> stored(ResultSet row) throws SQLException {
    return new Stored<>(row.getObject("id", UUID.class), reading.read(row));
  }
}
