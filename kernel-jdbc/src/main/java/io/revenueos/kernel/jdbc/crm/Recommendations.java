package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Task.Priority;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code cro_recommendations}: what actions suggested to the revenue team. Thread-safe. */
public final class Recommendations {
  private static final String SELECT =
      """
      select id, workspace_id, lead_id, deal_id, target_kind, target_id, rec_type, priority, title,
        description, status, created_at
      from cro_recommendations
      where
      """
          + IN_SCOPE;
  private static final String BY_ID = SELECT + "and id = :id";
  private static final String BY_STATUS =
      SELECT
          + """
          and status = :status and (created_at, id) < (:beforeAt, :beforeId)
          order by created_at desc, id desc
          limit :limit
          """;
  private static final String SET_STATUS =
      """
      update cro_recommendations set status = :next
      where id = :id and status = :status and
      """
          + IN_SCOPE;

  private final TenantDatabase database;

  public Recommendations(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Empty when the scope has no such recommendation. */
  public Optional<Move> find(TenantScope scope, RecommendationId id) {
    return database.inTransaction(scope, session -> find(session, id));
  }

  private static Optional<Move> find(TenantSession session, RecommendationId id) {
    return session.query(BY_ID).bind("id", id.value()).map(Row.as(Recommendations::move)).findOne();
  }

  /** Those of a status, newest first. */
  public List<Move> page(TenantScope scope, Move.Status status, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session ->
            session
                .newestFirst(BY_STATUS, page)
                .bind("status", status.stored())
                .map(Row.as(Recommendations::move))
                .list());
  }

  /**
   * Takes a recommendation a step further: {@code open}, {@code in_progress}, {@code done}.
   *
   * @throws RefusedException when the scope has no such recommendation, or that is not its next
   *     step, or somebody else took it at the same moment
   */
  public void setStatus(TenantScope scope, RecommendationId id, Move.Status status) {
    database.inTransaction(
        scope,
        session -> {
          Move move = find(session, id).orElseThrow(() -> session.unknown("recommendation " + id));
          if (!move.status().mayBecome(status)) {
            throw illegal(move, status);
          }
          int rows =
              session
                  .update(SET_STATUS)
                  .bind("id", id.value())
                  .bind("status", move.status().stored())
                  .bind("next", status.stored())
                  .execute();
          session.requireChanged(
              rows, "recommendation %s that is still %s".formatted(id, move.status().stored()));
          return rows;
        });
  }

  private static RefusedException illegal(Move move, Move.Status next) {
    return new RefusedException(
        "illegal_transition",
        "recommendation %s is %s and cannot become %s"
            .formatted(move.id(), move.status().stored(), next.stored()));
  }

  private static Move move(Row row) throws SQLException {
    return new Move(
        new RecommendationId(row.uuid("id")),
        row.workspaceOrNull(),
        Subject.of(row),
        row.word("rec_type", Recommendation.Kind.class),
        row.word("priority", Priority.class),
        row.text("title"),
        row.text("description"),
        row.word("status", Move.Status.class),
        row.time("created_at"));
  }
}
