package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_content_variants}: what belongs to a piece of content. */
final class ContentVariants {
  private static final String FROM = "from cmo_content_variants\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, asset_id, label, subject, body, weight, status
      """
          + FROM;
  private static final String BY_KEY = SELECT + "and asset_id = :asset and label = :label\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_content_variants
        (tenant_id, id, workspace_id, asset_id, label, subject, body, weight, status)
      values
        (:tenant, :id, :home, :asset, :label, :subject, :body, :weight, :status)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_content_variants
      set subject = :subject, body = :body, weight = :weight, status = :status
      """
          + Table.THERE;
  static final Table<Placed> TABLE =
      new Table<>(
          "cmo_content_variants",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          ContentVariants::bind,
          ContentVariants::read);
  private static final String OF_ASSET = SELECT + "and asset_id = :asset order by label";

  private ContentVariants() {}

  /** A variant, and whose it is. */
  record Placed(UUID asset, ContentVariant variant) {}

  static Changes put(TenantSession session, Home home, UUID asset, List<ContentVariant> variants) {
    return variants.stream()
        .map(variant -> TABLE.put(session, home, new Placed(asset, variant)).changes())
        .reduce(Changes.none(), Changes::plus);
  }

  /** All of a piece's, in the order of their labels. */
  static List<ContentVariant> of(TenantSession session, UUID asset) {
    return session
        .query(OF_ASSET)
        .bind("asset", asset)
        .map((row, context) -> read(row).variant())
        .list();
  }

  private static void bind(SqlStatement<?> statement, Placed placed) {
    statement
        .bind("asset", placed.asset())
        .bind("label", placed.variant().label())
        .bind("subject", Cells.orNull(placed.variant().subject()))
        .bind("body", placed.variant().body())
        .bind("weight", placed.variant().weight())
        .bind("status", Cells.stored(placed.variant().status()));
  }

  private static Placed read(ResultSet row) throws SQLException {
    return new Placed(
        Cells.id(row, "asset_id"),
        new ContentVariant(
            row.getString("label"),
            Cells.text(row, "subject"),
            row.getString("body"),
            row.getInt("weight"),
            Cells.choice(ContentVariant.Status.class, row, "status")));
  }
}
