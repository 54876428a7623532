package io.revenueos.kernel.jdbc.channels;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;

/**
 * {@code campaigns}. Every change leaves a row in {@code campaign_audit_log}, in the same
 * transaction. Thread-safe.
 */
public final class Campaigns {
  private static final String INSERT =
      """
      insert into campaigns
        (tenant_id, id, workspace_id, name, description, channel, budget_allocated, currency, created_by)
      values (:tenant, :id, :home, :name, :description, :channel, cast(:budget as numeric),
        coalesce(:currency, 'USD'), cast(:creator as uuid))
      """;
  private static final String UPDATE =
      """
      update campaigns
      set name = :name, description = :description, channel = :channel,
          budget_allocated = cast(:budget as numeric), currency = coalesce(:currency, currency)
      where id = :id and
      """
          + IN_SCOPE;
  private static final String SET_STATUS =
      """
      update campaigns
      set status = :status,
          deployed_at = case when :status = 'active' and deployed_at is null
            then current_timestamp else deployed_at end
      where id = :id and
      """
          + IN_SCOPE;
  // Written out for the alias, as TenantSession.IN_SCOPE.
  private static final String FROM =
      """
      from campaigns c
      where c.tenant_id = :tenant
        and (:tenantWide or c.workspace_id is null or c.workspace_id = any(:workspaces))
      """;
  private static final String SELECT = "select " + CampaignRows.CAMPAIGN + FROM;
  private static final String BY_ID = SELECT + "and c.id = :id";
  private static final String LOCK = BY_ID + "\nfor update";
  private static final String NEWEST_FIRST =
      """
      and (c.created_at, c.id) < (:beforeAt, :beforeId)
      order by c.created_at desc, c.id desc
      limit :limit
      """;
  private static final String ALL = SELECT + NEWEST_FIRST;
  private static final String BY_STATUS = SELECT + "and c.status = :status\n" + NEWEST_FIRST;
  private static final String PERFORMANCE =
      "select "
          + CampaignRows.CAMPAIGN
          + ", "
          + CampaignRows.METRICS
          + """
          from campaigns c
          left join campaign_metrics m
            on m.tenant_id = c.tenant_id and m.campaign_id = c.id and m.data_mode = :mode
          where c.tenant_id = :tenant
            and (:tenantWide or c.workspace_id is null or c.workspace_id = any(:workspaces))
            and c.status = 'active'
          """
          + NEWEST_FIRST;

  private final TenantDatabase database;

  public Campaigns(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Adds a draft, in the scope's workspace or the tenant's own. */
  public CampaignId add(TenantScope scope, CampaignDetails details) {
    return database.inTransaction(
        scope,
        session -> {
          CampaignId id = CampaignId.next();
          UUID home = session.home();
          bind(session.update(INSERT), details)
              .bind("id", id.value())
              .bind("home", home)
              .bind("creator", session.user().map(UserId::toString).orElse(null))
              .execute();
          CampaignLog.Entry.of(id, home, CampaignChange.Action.CREATED).write(session);
          return id;
        });
  }

  /** Empty when the scope has no such campaign. */
  public Optional<Campaign> find(TenantScope scope, CampaignId id) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(BY_ID)
                .bind("id", id.value())
                .map(Row.as(CampaignRows::campaign))
                .findOne());
  }

  /** Newest first. */
  public List<Campaign> page(TenantScope scope, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session -> session.newestFirst(ALL, page).map(Row.as(CampaignRows::campaign)).list());
  }

  /** Those of a status, newest first. */
  public List<Campaign> page(TenantScope scope, Campaign.Status status, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session ->
            session
                .newestFirst(BY_STATUS, page)
                .bind("status", status.stored())
                .map(Row.as(CampaignRows::campaign))
                .list());
  }

  /** Active campaigns with their figures of one kind, the newest campaign first. */
  public List<CampaignPerformance> performance(
      TenantScope scope, DataMode mode, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session ->
            session
                .newestFirst(PERFORMANCE, page)
                .bind("mode", mode.stored())
                .map(Row.as(CampaignRows::performance))
                .list());
  }

  /**
   * What was done to a campaign, newest first; empty for one that is not the scope's.
   *
   * @param id of {@code campaigns}, or of a module's own campaigns
   */
  public List<CampaignChange> changes(TenantScope scope, CampaignId id, Page<TimeKey> page) {
    return database.inTransaction(scope, session -> CampaignLog.page(session, id, page));
  }

  /**
   * Replaces what is known of a campaign.
   *
   * @throws RefusedException when the scope has no such campaign
   */
  public void update(TenantScope scope, CampaignId id, CampaignDetails details) {
    database.inTransaction(
        scope,
        session -> {
          Campaign before = lock(session, id);
          int rows = bind(session.update(UPDATE), details).bind("id", id.value()).execute();
          session.requireChanged(rows, "campaign " + id);
          return log(session, before, CampaignChange.Action.UPDATED)
              .with(CampaignLog.fields(before.details(), details))
              .write(session);
        });
  }

  /**
   * @throws RefusedException when the scope has no such campaign, or it cannot go to the status
   *     from the one it has
   */
  public void setStatus(TenantScope scope, CampaignId id, Campaign.Status status) {
    database.inTransaction(
        scope,
        session -> {
          Campaign before = lock(session, id);
          requireLegal(before, status);
          int rows =
              session
                  .update(SET_STATUS)
                  .bind("id", id.value())
                  .bind("status", status.stored())
                  .execute();
          session.requireChanged(rows, "campaign " + id);
          return log(session, before, CampaignChange.Action.to(status))
              .with(change(before.status(), status))
              .write(session);
        });
  }

  private static Campaign lock(TenantSession session, CampaignId id) {
    return session
        .query(LOCK)
        .bind("id", id.value())
        .map(Row.as(CampaignRows::campaign))
        .findOne()
        .orElseThrow(() -> session.unknown("campaign " + id));
  }

  private static CampaignLog.Entry log(
      TenantSession session, Campaign campaign, CampaignChange.Action action) {
    var workspace = campaign.workspaceOrNull();
    return CampaignLog.Entry.of(
        campaign.id(),
        session.workspaceBeside(workspace == null ? null : workspace.value()),
        action);
  }

  private static JsonObject change(Campaign.Status from, Campaign.Status to) {
    return JsonObject.of("status", Map.of("from", from.stored(), "to", to.stored()));
  }

  private static void requireLegal(Campaign campaign, Campaign.Status next) {
    if (!campaign.status().mayBecome(next)) {
      throw new RefusedException(
          "illegal_transition",
          "campaign %s is %s and cannot become %s"
              .formatted(campaign.id(), campaign.status().stored(), next.stored()));
    }
  }

  private static Update bind(Update statement, CampaignDetails details) {
    details.check();
    Money budget = details.budgetOrNull();
    return statement
        .bind("name", details.name())
        .bind("description", details.descriptionOrNull())
        .bind("channel", details.channel().stored())
        .bind("budget", budget == null ? null : budget.amount())
        .bind("currency", budget == null ? null : budget.currency().getCurrencyCode());
  }
}
