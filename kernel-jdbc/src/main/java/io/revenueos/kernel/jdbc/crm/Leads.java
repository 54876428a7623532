package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Update;

/** {@code leads}. Thread-safe. */
public final class Leads {
  private static final String INSERT =
      """
      insert into leads
        (tenant_id, id, workspace_id, email, phone, first_name, last_name, company, source, tags,
         segment_code, custom_fields)
      values (:tenant, :id, :home, :email, :phone, :firstName, :lastName, :company, :source, :tags,
        :segment, cast(:customFields as jsonb))
      """;
  private static final String UPDATE =
      """
      update leads
      set email = :email, phone = :phone, first_name = :firstName, last_name = :lastName,
          company = :company, source = :source, tags = :tags, segment_code = :segment,
          custom_fields = cast(:customFields as jsonb)
      where id = :id and
      """
          + IN_SCOPE;
  private static final String SET_STATUS =
      "update leads set status = :status where id = :id and " + IN_SCOPE;
  private static final String SET_SCORE =
      "update leads set score = :score where id = :id and " + IN_SCOPE;
  private static final String SELECT =
      """
      select id, workspace_id, email, phone, first_name, last_name, company, status, score, source,
        tags, segment_code, custom_fields, created_at, updated_at
      from leads
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
  private static final String BY_EMAIL = SELECT + "and email = :email\n" + NEWEST_FIRST;
  private static final String FILTERED =
      SELECT
          + """
          and (cast(:status as varchar) is null or status = :status)
          and (cast(:minScore as integer) is null or score >= :minScore)
          and (cast(:segment as varchar) is null or segment_code = :segment)
          """
          + NEWEST_FIRST;

  private final TenantDatabase database;

  public Leads(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Adds a new lead, in the scope's workspace or the tenant's own. */
  public LeadId add(TenantScope scope, LeadDetails details) {
    return database.inTransaction(
        scope,
        session -> {
          LeadId id = LeadId.next();
          bind(session.update(INSERT), details)
              .bind("id", id.value())
              .bind("home", session.home())
              .execute();
          return id;
        });
  }

  /** Empty when the scope has no such lead. */
  public Optional<Lead> find(TenantScope scope, LeadId id) {
    return database.inTransaction(
        scope,
        session -> session.query(BY_ID).bind("id", id.value()).map(Row.as(Leads::lead)).findOne());
  }

  /** Those with exactly this address, newest first. */
  public List<Lead> byEmail(TenantScope scope, String email, Page<TimeKey> page) {
    new RowCheck("invalid_filter").name("email", email, Person.MAX_EMAIL);
    return database.inTransaction(
        scope,
        session ->
            session
                .newestFirst(BY_EMAIL, page)
                .bind("email", email)
                .map(Row.as(Leads::lead))
                .list());
  }

  /** Newest first. */
  public List<Lead> page(TenantScope scope, LeadFilter filter, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session ->
            session
                .newestFirst(FILTERED, page)
                .bind("status", filter.storedStatus())
                .bind("minScore", filter.minScoreOrNull())
                .bind("segment", filter.segmentOrNull())
                .map(Row.as(Leads::lead))
                .list());
  }

  /**
   * Replaces what is known of a lead.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such lead
   */
  public void update(TenantScope scope, LeadId id, LeadDetails details) {
    change(scope, id, session -> bind(session.update(UPDATE), details));
  }

  /**
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such lead
   */
  public void setStatus(TenantScope scope, LeadId id, Lead.Status status) {
    change(scope, id, session -> session.update(SET_STATUS).bind("status", status.stored()));
  }

  /**
   * @param score 0 to 100
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such lead
   */
  public void setScore(TenantScope scope, LeadId id, int score) {
    new RowCheck("invalid_lead").range("score", score, 0, 100);
    change(scope, id, session -> session.update(SET_SCORE).bind("score", score));
  }

  private void change(TenantScope scope, LeadId id, Function<TenantSession, Update> statement) {
    database.inTransaction(
        scope,
        session -> {
          int rows = statement.apply(session).bind("id", id.value()).execute();
          session.requireChanged(rows, "lead " + id);
          return rows;
        });
  }

  private static Update bind(Update statement, LeadDetails details) {
    details.check();
    Person person = details.person();
    return statement
        .bind("email", person.emailOrNull())
        .bind("phone", person.phoneOrNull())
        .bind("firstName", person.firstNameOrNull())
        .bind("lastName", person.lastNameOrNull())
        .bind("company", person.companyOrNull())
        .bind("source", details.sourceOrNull())
        .bindArray("tags", String.class, details.tags())
        .bind("segment", details.segmentOrNull())
        .bind("customFields", details.customFields());
  }

  private static Lead lead(Row row) throws SQLException {
    Person person =
        new Person(
            row.textOrNull("email"),
            row.textOrNull("phone"),
            row.textOrNull("first_name"),
            row.textOrNull("last_name"),
            row.textOrNull("company"));
    LeadDetails details =
        new LeadDetails(
            person,
            row.textOrNull("source"),
            row.texts("tags"),
            row.textOrNull("segment_code"),
            row.json("custom_fields"));
    return new Lead(
        new LeadId(row.uuid("id")),
        row.workspaceOrNull(),
        details,
        row.word("status", Lead.Status.class),
        row.integerOrNull("score"),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
