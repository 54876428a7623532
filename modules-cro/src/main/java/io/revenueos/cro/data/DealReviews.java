package io.revenueos.cro.data;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code cro_deal_reviews}. Thread-safe. */
public final class DealReviews {
  private static final String SELECT =
      """
      select deal_id, summary_md, risks, next_steps, score
      from cro_deal_reviews
      where
      """
          + IN_SCOPE;
  private static final String OF_DEAL = SELECT + "and deal_id = :deal";
  private static final String PAGE =
      SELECT
          + """
          and (cast(:after as uuid) is null or deal_id > cast(:after as uuid))
          order by deal_id
          limit :limit
          """;
  private static final Upsert PUT =
      new Upsert(
          "cro_deal_reviews",
          """
          update cro_deal_reviews
          set summary_md = :summary, risks = :risks, next_steps = :steps, score = :score
          where deal_id = :deal and
          """
              + IN_SCOPE,
          """
          insert into cro_deal_reviews
            (tenant_id, id, workspace_id, deal_id, summary_md, risks, next_steps, score)
          values (:tenant, :id, :home, :deal, :summary, :risks, :steps, :score)
          on conflict do nothing
          """);
  private static final String WORKSPACE_OF_DEAL =
      "select id, workspace_id from deals where id = :deal and " + IN_SCOPE;

  private final TenantDatabase database;

  /** Where a deal is; a review is in the same place. */
  private record Beside(@Nullable WorkspaceId workspaceOrNull) {}

  public DealReviews(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * Adds the review of a deal, in the deal's workspace, or replaces the one before.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such deal
   */
  public void put(TenantScope scope, StoredReview review) {
    database.inTransaction(
        scope,
        session -> {
          UUID deal = review.deal().value();
          Beside beside =
              session
                  .query(WORKSPACE_OF_DEAL)
                  .bind("deal", deal)
                  .map(Row.as(row -> new Beside(row.workspaceOrNull())))
                  .findOne()
                  .orElseThrow(() -> session.unknown("deal " + review.deal()));
          WorkspaceId other = beside.workspaceOrNull();
          UUID home = session.workspaceBeside(other == null ? null : other.value());
          PUT.run(
              session,
              home,
              statement ->
                  statement
                      .bind("deal", deal)
                      .bind("summary", review.summary())
                      .bind("risks", review.risks())
                      .bind("steps", review.nextSteps())
                      .bind("score", review.score()));
          return true;
        });
  }

  /** Empty when there is none that the scope sees. */
  public Optional<StoredReview> find(TenantScope scope, DealId deal) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(OF_DEAL)
                .bind("deal", deal.value())
                .map(Row.as(DealReviews::review))
                .findOne());
  }

  /** Those that the scope sees, in the order of the deals' ids. */
  public List<StoredReview> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(PAGE)
                .bind("after", page.afterOrNull())
                .bind("limit", page.limit())
                .map(Row.as(DealReviews::review))
                .list());
  }

  private static StoredReview review(Row row) throws SQLException {
    return new StoredReview(
        new DealId(row.uuid("deal_id")),
        row.text("summary_md"),
        Objects.requireNonNullElse(row.textOrNull("risks"), ""),
        Objects.requireNonNullElse(row.textOrNull("next_steps"), ""),
        Objects.requireNonNull(row.decimalOrNull("score")));
  }
}
