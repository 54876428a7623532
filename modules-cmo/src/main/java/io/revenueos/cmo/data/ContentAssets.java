package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * {@code cmo_content_assets}, with their wordings in {@code cmo_content_variants}. Known by an id
 * that the caller gives. Thread-safe.
 */
public final class ContentAssets {
  private static final String FROM = "from cmo_content_assets\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, campaign_id, channel, content_type, key_message, asset_url, status
      """
          + FROM;
  private static final String BY_KEY = SELECT + "and id = :key\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_content_assets
        (tenant_id, id, workspace_id, campaign_id, channel, content_type, key_message, asset_url,
         status)
      values
        (:tenant, :id, :home, cast(:campaign as uuid), :channel, :type, :keyMessage, :assetUrl,
         :status)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_content_assets
      set campaign_id = cast(:campaign as uuid), channel = :channel, content_type = :type,
          key_message = :keyMessage, asset_url = :assetUrl, status = :status
      """
          + Table.THERE;
  private static final Table<Keyed> TABLE =
      new Table<>(
          "cmo_content_assets",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          ContentAssets::bind,
          ContentAssets::read);

  private final TenantDatabase database;

  private ContentAssets(TenantDatabase database) {
    this.database = database;
  }

  /** A piece without its variants, and its id, which is its key. */
  private record Keyed(UUID id, ContentAsset asset) {}

  public static ContentAssets on(TenantDatabase database) {
    return new ContentAssets(database);
  }

  /**
   * Adds a piece to its campaign's workspace, else the scope's, else the tenant's own, or changes
   * that with the id; its variants likewise, by their labels.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such campaign, the
   *     piece is in another workspace than the campaign, or the id is that of a piece out of the
   *     scope
   */
  public Written put(TenantScope scope, UUID id, ContentAsset asset) {
    return database.inTransaction(
        scope,
        session -> {
          Home home = Home.ofAsset(session, id, asset);
          Written written = TABLE.put(session, home, new Keyed(id, asset.with(List.of())));
          Home beside = new Home(home.workspace(), null);
          return written.with(ContentVariants.put(session, beside, id, asset.variants()));
        });
  }

  /** With its variants. */
  public Optional<Stored<ContentAsset>> find(TenantScope scope, UUID id) {
    return database.inTransaction(
        scope,
        session ->
            TABLE
                .one(session.query(BY_KEY).bind("key", id))
                .map(there -> withVariants(session, there)));
  }

  private static Stored<ContentAsset> withVariants(TenantSession session, Stored<Keyed> row) {
    List<ContentVariant> variants = ContentVariants.of(session, row.id());
    return new Stored<>(row.id(), row.value().asset().with(variants));
  }

  /** Those that the scope sees, in the order of their ids; with their variants. */
  public List<Stored<ContentAsset>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(
        scope,
        session ->
            TABLE.page(session, page).stream().map(row -> withVariants(session, row)).toList());
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, Keyed row) {
    ContentAsset asset = row.asset();
    statement
        .bind("key", row.id())
        .bind("campaign", asset.campaignOrNull())
        .bind("channel", asset.channel().stored())
        .bind("type", Cells.stored(asset.type()))
        .bind("keyMessage", Cells.orNull(asset.keyMessage()))
        .bind("assetUrl", Cells.orNull(asset.assetUrl()))
        .bind("status", Cells.stored(asset.status()));
  }

  private static Keyed read(ResultSet row) throws SQLException {
    ContentAsset asset =
        new ContentAsset(
            Cells.idOrNull(row, "campaign_id"),
            Cells.choice(Channel.class, row, "channel"),
            Cells.choice(ContentAsset.Type.class, row, "content_type"),
            Cells.text(row, "key_message"),
            Cells.text(row, "asset_url"),
            Cells.choice(ContentAsset.Status.class, row, "status"),
            List.of());
    return new Keyed(Cells.id(row, "id"), asset);
  }
}
