package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.crm.Deal.ClosingKey;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** {@code deals}. Thread-safe. */
public final class Deals {
  private static final String INSERT =
      """
      insert into deals
        (tenant_id, id, workspace_id, lead_id, name, "value", currency, stage, probability,
         expected_close_date, owner_id, created_by, competitor, notes, product, started_on,
         stakeholder_access)
      values (:tenant, :id, :workspace, cast(:lead as uuid), :name, cast(:value as numeric),
        coalesce(:currency, 'USD'), :stage, :probability, cast(:closing as date),
        cast(:owner as uuid), cast(:creator as uuid), :competitor, :notes, :product,
        cast(:started as date), :access)
      """;
  private static final String SET_TERMS =
      """
      update deals
      set "value" = cast(:value as numeric), currency = coalesce(:currency, currency),
          stage = :stage, probability = :probability, expected_close_date = cast(:closing as date)
      where id = :id and
      """
          + IN_SCOPE;
  private static final String UPDATE =
      """
      update deals
      set "value" = cast(:value as numeric), currency = coalesce(:currency, currency),
          stage = :stage, probability = :probability, expected_close_date = cast(:closing as date),
          name = :name, owner_id = cast(:owner as uuid), competitor = :competitor, notes = :notes,
          product = :product, started_on = cast(:started as date), stakeholder_access = :access
      where id = :id and
      """
          + IN_SCOPE;
  private static final String CLOSE =
      """
      update deals set stage = :stage, actual_close_date = cast(:closed as date)
      where id = :id and
      """
          + IN_SCOPE;
  private static final String SELECT =
      """
      select id, workspace_id, lead_id, name, "value", currency, stage, probability,
        expected_close_date, actual_close_date, owner_id, created_by, competitor, notes,
        product, started_on, stakeholder_access, last_activity_at, created_at, updated_at
      from deals
      where
      """
          + IN_SCOPE;
  private static final String BY_ID = SELECT + "and id = :id";
  private static final String NEWEST_FIRST =
      """
      and (created_at, id) < (:beforeAt, :beforeId)
      order by created_at desc, id desc
      limit :limit
      """;
  private static final String ALL = SELECT + NEWEST_FIRST;
  private static final String BY_STAGE = SELECT + "and stage = :stage\n" + NEWEST_FIRST;
  private static final String CLOSING =
      SELECT
          + """
          and actual_close_date is null and expected_close_date <= cast(:last as date)
          and (expected_close_date, id) > (cast(:afterDay as date), :afterId)
          order by expected_close_date, id
          limit :limit
          """;
  private static final UUID FIRST_ID = new UUID(0, 0);

  private final TenantDatabase database;

  public Deals(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Adds an open deal, in the scope's workspace or the tenant's own. */
  public DealId add(TenantScope scope, DealDetails details) {
    return database.inTransaction(scope, session -> insert(session, session.home(), null, details));
  }

  /**
   * Adds an open deal with a lead, in the lead's workspace.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such lead
   */
  public DealId add(TenantScope scope, LeadId lead, DealDetails details) {
    return database.inTransaction(
        scope,
        session -> {
          UUID workspace = session.workspaceBeside(Links.lead(session, lead).workspaceOrNull());
          return insert(session, workspace, lead, details);
        });
  }

  private static DealId insert(
      TenantSession session, UUID workspace, @Nullable LeadId leadOrNull, DealDetails details) {
    DealId id = DealId.next();
    bind(session.update(INSERT), details)
        .bind("id", id.value())
        .bind("workspace", workspace)
        .bind("lead", leadOrNull == null ? null : leadOrNull.toString())
        .bind("creator", session.user().map(UserId::toString).orElse(null))
        .execute();
    return id;
  }

  /** Empty when the scope has no such deal. */
  public Optional<Deal> find(TenantScope scope, DealId id) {
    return database.inTransaction(
        scope,
        session ->
            session.query(BY_ID).bind("id", id.value()).map(Row.as(DealRows::deal)).findOne());
  }

  /** Newest first. */
  public List<Deal> page(TenantScope scope, Page<TimeKey> page) {
    return database.inTransaction(
        scope, session -> session.newestFirst(ALL, page).map(Row.as(DealRows::deal)).list());
  }

  /** Those in a stage, newest first. */
  public List<Deal> page(TenantScope scope, String stage, Page<TimeKey> page) {
    DealTerms.checkStage(stage);
    return database.inTransaction(
        scope,
        session ->
            session
                .newestFirst(BY_STAGE, page)
                .bind("stage", stage)
                .map(Row.as(DealRows::deal))
                .list());
  }

  /** Open deals that are expected to close in a period, soonest first; both days are in it. */
  public List<Deal> closing(
      TenantScope scope, LocalDate first, LocalDate last, Page<ClosingKey> page) {
    RowCheck check = new RowCheck("invalid_filter");
    check.dayIfAny("first", first);
    check.dayIfAny("last", last);
    ClosingKey after = page.afterOrNull();
    ClosingKey start = after == null ? new ClosingKey(first, FIRST_ID) : after;
    return database.inTransaction(
        scope,
        session ->
            session
                .query(CLOSING)
                .bind("last", last.toString())
                .bind("afterDay", start.day().toString())
                .bind("afterId", start.id())
                .bind("limit", page.limit())
                .map(Row.as(DealRows::deal))
                .list());
  }

  /**
   * Replaces what is known of a deal.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such deal
   */
  public void update(TenantScope scope, DealId id, DealDetails details) {
    change(scope, id, session -> bind(session.update(UPDATE), details));
  }

  /**
   * Sets stage, value, probability and the expected day, and leaves the rest as it is.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such deal
   */
  public void setTerms(TenantScope scope, DealId id, DealTerms terms) {
    change(scope, id, session -> bind(session.update(SET_TERMS), terms));
  }

  /**
   * Closes a deal, whether it was won or lost.
   *
   * @param stage the stage that it ends in
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such deal
   */
  public void close(TenantScope scope, DealId id, String stage, LocalDate on) {
    DealTerms.checkStage(stage);
    new RowCheck("invalid_deal").dayIfAny("actual_close_date", on);
    change(
        scope,
        id,
        session -> session.update(CLOSE).bind("stage", stage).bind("closed", on.toString()));
  }

  private void change(TenantScope scope, DealId id, Function<TenantSession, Update> statement) {
    database.inTransaction(
        scope,
        session -> {
          int rows = statement.apply(session).bind("id", id.value()).execute();
          session.requireChanged(rows, "deal " + id);
          return rows;
        });
  }

  static Update bind(Update statement, DealDetails details) {
    details.check();
    UserId owner = details.ownerOrNull();
    DealBackground known = details.background();
    LocalDate started = known.startedOnOrNull();
    DealBackground.Access access = known.accessOrNull();
    return bind(statement, details.terms())
        .bind("name", details.name())
        .bind("owner", owner == null ? null : owner.toString())
        .bind("competitor", details.competitorOrNull())
        .bind("notes", details.notesOrNull())
        .bind("product", known.productOrNull())
        .bind("started", started == null ? null : started.toString())
        .bind("access", access == null ? null : access.stored());
  }

  private static <S extends SqlStatement<S>> S bind(S statement, DealTerms terms) {
    terms.check();
    var value = terms.valueOrNull();
    LocalDate closing = terms.expectedCloseOrNull();
    return statement
        .bind("value", value == null ? null : value.amount())
        .bind("currency", value == null ? null : value.currency().getCurrencyCode())
        .bind("stage", terms.stage())
        .bind("probability", terms.probabilityOrNull())
        .bind("closing", closing == null ? null : closing.toString());
  }
}
