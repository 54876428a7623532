package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_calendar_events}. Known by an id that the caller gives. Thread-safe. */
public final class CalendarEvents {
  private static final String FROM = "from cmo_calendar_events\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, title, description, campaign_id, asset_id, channel, scheduled_at, status
      """
          + FROM;
  private static final String BY_KEY = SELECT + "and id = :key\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_calendar_events
        (tenant_id, id, workspace_id, title, description, campaign_id, asset_id, channel,
         scheduled_at, status)
      values
        (:tenant, :id, :home, :title, :description, cast(:campaign as uuid), cast(:asset as uuid),
         :channel, :scheduledAt, :status)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_calendar_events
      set title = :title, description = :description, campaign_id = cast(:campaign as uuid),
          asset_id = cast(:asset as uuid), channel = :channel, scheduled_at = :scheduledAt,
          status = :status
      """
          + Table.THERE;
  private static final Table<Keyed> TABLE =
      new Table<>(
          "cmo_calendar_events",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          CalendarEvents::bind,
          CalendarEvents::read);

  private final TenantDatabase database;

  private CalendarEvents(TenantDatabase database) {
    this.database = database;
  }

  /** An event, and its id, which is its key. */
  private record Keyed(UUID id, CalendarEvent event) {
    Stored<CalendarEvent> stored() {
      return new Stored<>(id, event);
    }
  }

  public static CalendarEvents on(TenantDatabase database) {
    return new CalendarEvents(database);
  }

  /**
   * Adds an event to the workspace of its campaign or piece, else the scope's, else the tenant's
   * own, or changes that with the id.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such campaign or
   *     piece, they and the event are not in one workspace, or the id is that of an event out of
   *     the scope
   */
  public Written put(TenantScope scope, UUID id, CalendarEvent event) {
    return database.inTransaction(
        scope,
        session -> TABLE.put(session, Home.ofEvent(session, id, event), new Keyed(id, event)));
  }

  public Optional<Stored<CalendarEvent>> find(TenantScope scope, UUID id) {
    return database.inTransaction(
        scope,
        session ->
            TABLE.one(session.query(BY_KEY).bind("key", id)).map(there -> there.value().stored()));
  }

  /** Those that the scope sees, in the order of their ids. */
  public List<Stored<CalendarEvent>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(
        scope,
        session -> TABLE.page(session, page).stream().map(row -> row.value().stored()).toList());
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, Keyed row) {
    CalendarEvent event = row.event();
    Channel channel = event.channelOrNull();
    statement
        .bind("key", row.id())
        .bind("title", event.title())
        .bind("description", Cells.orNull(event.description()))
        .bind("campaign", event.campaignOrNull())
        .bind("asset", event.assetOrNull())
        .bind("channel", channel == null ? null : channel.stored())
        .bind("scheduledAt", event.scheduledAt())
        .bind("status", Cells.stored(event.status()));
  }

  private static Keyed read(ResultSet row) throws SQLException {
    boolean anyChannel = row.getString("channel") != null;
    CalendarEvent event =
        new CalendarEvent(
            row.getString("title"),
            Cells.text(row, "description"),
            Cells.idOrNull(row, "campaign_id"),
            Cells.idOrNull(row, "asset_id"),
            anyChannel ? Cells.choice(Channel.class, row, "channel") : null,
            row.getObject("scheduled_at", OffsetDateTime.class).toInstant(),
            Cells.choice(CalendarEvent.Status.class, row, "status"));
    return new Keyed(Cells.id(row, "id"), event);
  }
}
