package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.crm.Activity.Happening;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/** {@code lead_activities}: what happened with leads and deals. Thread-safe. */
public final class Activities {
  private static final String INSERT =
      """
      insert into lead_activities
        (tenant_id, id, workspace_id, lead_id, deal_id, kind, occurred_at, details, created_by)
      values (:tenant, :id, :workspace, cast(:lead as uuid), cast(:deal as uuid), :kind, :at,
        cast(:details as jsonb), cast(:creator as uuid))
      """;
  private static final String TOUCH_DEAL =
      """
      update deals set last_activity_at = :at
      where id = :id and (last_activity_at is null or last_activity_at < :at) and
      """
          + IN_SCOPE;
  private static final String SELECT =
      """
      select id, workspace_id, lead_id, deal_id, kind, occurred_at, details, created_by
      from lead_activities
      where
      """
          + IN_SCOPE;
  private static final String NEWEST_FIRST =
      """
      and (occurred_at, id) < (:beforeAt, :beforeId)
      order by occurred_at desc, id desc
      limit :limit
      """;
  private static final String OF_LEAD = SELECT + "and lead_id = :id\n" + NEWEST_FIRST;
  private static final String OF_DEAL = SELECT + "and deal_id = :id\n" + NEWEST_FIRST;
  private static final String LAST_TOUCH =
      "select occurred_at from lead_activities\nwhere " + IN_SCOPE;
  private static final String LATEST =
      """
      and kind in ('email', 'sms', 'call', 'meeting', 'form')
      order by occurred_at desc
      limit 1
      """;
  private static final String LAST_TOUCH_OF_LEAD = LAST_TOUCH + "and lead_id = :id\n" + LATEST;
  private static final String LAST_TOUCH_OF_DEAL = LAST_TOUCH + "and deal_id = :id\n" + LATEST;

  private final TenantDatabase database;

  public Activities(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * Adds what happened with a lead, in the lead's workspace.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such lead
   */
  public ActivityId add(TenantScope scope, LeadId lead, Happening what) {
    return database.inTransaction(
        scope,
        session -> {
          Links.Place place = Links.lead(session, lead);
          Update insert = session.update(INSERT).bind("lead", lead.toString());
          return insert(session, insert.bind("deal", (String) null), place, what);
        });
  }

  /**
   * Adds what happened with a deal, in the deal's workspace, and brings the deal's last activity up
   * to date.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such deal
   */
  public ActivityId add(TenantScope scope, DealId deal, Happening what) {
    return database.inTransaction(
        scope,
        session -> {
          Links.Place place = Links.deal(session, deal);
          Update insert = session.update(INSERT).bind("deal", deal.toString());
          ActivityId id = insert(session, insert.bind("lead", (String) null), place, what);
          session.update(TOUCH_DEAL).bind("id", deal.value()).bind("at", what.at()).execute();
          return id;
        });
  }

  private static ActivityId insert(
      TenantSession session, Update insert, Links.Place place, Happening what) {
    what.check();
    ActivityId id = ActivityId.next();
    insert
        .bind("id", id.value())
        .bind("workspace", session.workspaceBeside(place.workspaceOrNull()))
        .bind("kind", what.kind().stored())
        .bind("at", what.at())
        .bind("details", what.details())
        .bind("creator", session.user().map(UserId::toString).orElse(null))
        .execute();
    return id;
  }

  /**
   * What happened with a lead, newest first.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such lead
   */
  public List<Activity> of(TenantScope scope, LeadId lead, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session -> {
          Links.lead(session, lead);
          return session
              .newestFirst(OF_LEAD, page)
              .bind("id", lead.value())
              .map(Row.as(Activities::activity))
              .list();
        });
  }

  /**
   * What happened with a deal, newest first.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such deal
   */
  public List<Activity> of(TenantScope scope, DealId deal, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session -> {
          Links.deal(session, deal);
          return session
              .newestFirst(OF_DEAL, page)
              .bind("id", deal.value())
              .map(Row.as(Activities::activity))
              .list();
        });
  }

  /**
   * When somebody was last in touch with a lead: by mail, SMS, call, meeting or form.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such lead
   */
  public Optional<Instant> lastTouch(TenantScope scope, LeadId lead) {
    return database.inTransaction(
        scope,
        session -> {
          Links.lead(session, lead);
          return session
              .query(LAST_TOUCH_OF_LEAD)
              .bind("id", lead.value())
              .map(Row.as(row -> row.time("occurred_at")))
              .findOne();
        });
  }

  /**
   * As for a lead, about a deal.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such deal
   */
  public Optional<Instant> lastTouch(TenantScope scope, DealId deal) {
    return database.inTransaction(
        scope,
        session -> {
          Links.deal(session, deal);
          return session
              .query(LAST_TOUCH_OF_DEAL)
              .bind("id", deal.value())
              .map(Row.as(row -> row.time("occurred_at")))
              .findOne();
        });
  }

  private static Activity activity(Row row) throws SQLException {
    return new Activity(
        new ActivityId(row.uuid("id")),
        row.workspaceOrNull(),
        DealRows.leadOrNull(row),
        DealRows.dealOrNull(row),
        new Happening(
            row.word("kind", Activity.Kind.class), row.time("occurred_at"), row.json("details")),
        row.userOrNull("created_by"));
  }
}
