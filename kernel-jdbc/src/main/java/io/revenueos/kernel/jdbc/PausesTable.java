package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.Pause;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** {@code kernel_pauses}: what stands still, of whatever tenant. */
final class PausesTable {
  static final String COLUMNS = "kind, id, paused_by, reason, paused_at";

  private static final String ALL =
      "select kind, id, paused_by, reason, paused_at from kernel_pauses order by kind, id";
  private static final String UPDATE =
      """
      update kernel_pauses set paused_by = :by, reason = :reason, paused_at = :at
      where kind = :kind and id = :id
      """;
  // "on conflict do nothing" waits for a concurrent transaction that adds the same pause.
  private static final String INSERT =
      """
      insert into kernel_pauses (kind, id, paused_by, reason, paused_at)
      values (:kind, :id, :by, :reason, :at)
      on conflict do nothing
      """;
  private static final String DELETE = "delete from kernel_pauses where kind = :kind and id = :id";

  /** Adds the question for all pauses to a round trip. */
  static RoundTrip all(RoundTrip trip, Consumer<Pause> found) {
    return trip.query(
        ALL,
        row ->
            found.accept(
                new Pause(
                    Pause.Kind.ofStored(row.getString("kind")),
                    row.getString("id"),
                    row.getString("paused_by"),
                    row.getString("reason"),
                    Sql.instant(row, "paused_at"))));
  }

  void put(Handle handle, Pause pause) {
    if (bind(handle.createUpdate(UPDATE), pause).execute() == 0) {
      bind(handle.createUpdate(INSERT), pause).execute();
    }
  }

  private static Update bind(Update statement, Pause pause) {
    return statement
        .bind("kind", pause.kind().stored())
        .bind("id", pause.id())
        .bind("by", pause.by())
        .bind("reason", pause.reason())
        .bind("at", pause.at());
  }

  /**
   * @return false when there is no such pause
   */
  boolean remove(Handle handle, Pause.Kind kind, String id) {
    return handle.createUpdate(DELETE).bind("kind", kind.stored()).bind("id", id).execute() == 1;
  }
}
