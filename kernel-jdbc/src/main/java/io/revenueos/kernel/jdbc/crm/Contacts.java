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

/** {@code crm_contacts}. Thread-safe. */
public final class Contacts {
  private static final String INSERT =
      """
      insert into crm_contacts
        (tenant_id, id, workspace_id, email, phone, first_name, last_name, company_name, role_title,
         lifecycle_stage)
      values (:tenant, :id, :home, :email, :phone, :firstName, :lastName, :company, :role, :stage)
      """;
  private static final String UPDATE =
      """
      update crm_contacts
      set email = :email, phone = :phone, first_name = :firstName, last_name = :lastName,
          company_name = :company, role_title = :role, lifecycle_stage = :stage
      where id = :id and
      """
          + IN_SCOPE;
  private static final String SET_STATUS =
      "update crm_contacts set status = :status where id = :id and " + IN_SCOPE;
  private static final String SELECT =
      """
      select id, workspace_id, email, phone, first_name, last_name, company_name, role_title, status,
        lifecycle_stage, created_at, updated_at
      from crm_contacts
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
  private static final String BY_STATUS = SELECT + "and status = :status\n" + NEWEST_FIRST;
  private static final String BY_EMAIL = SELECT + "and email = :email\n" + NEWEST_FIRST;

  private final TenantDatabase database;

  public Contacts(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Adds a prospect, in the scope's workspace or the tenant's own. */
  public ContactId add(TenantScope scope, ContactDetails details) {
    return database.inTransaction(
        scope,
        session -> {
          ContactId id = ContactId.next();
          bind(session.update(INSERT), details)
              .bind("id", id.value())
              .bind("home", session.home())
              .execute();
          return id;
        });
  }

  /** Empty when the scope has no such contact. */
  public Optional<Contact> find(TenantScope scope, ContactId id) {
    return database.inTransaction(
        scope,
        session ->
            session.query(BY_ID).bind("id", id.value()).map(Row.as(Contacts::contact)).findOne());
  }

  /** Newest first. */
  public List<Contact> page(TenantScope scope, Page<TimeKey> page) {
    return database.inTransaction(
        scope, session -> session.newestFirst(ALL, page).map(Row.as(Contacts::contact)).list());
  }

  /** Those of a status, newest first. */
  public List<Contact> page(TenantScope scope, Contact.Status status, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session ->
            session
                .newestFirst(BY_STATUS, page)
                .bind("status", status.stored())
                .map(Row.as(Contacts::contact))
                .list());
  }

  /** Those with exactly this address, newest first. */
  public List<Contact> byEmail(TenantScope scope, String email, Page<TimeKey> page) {
    new RowCheck("invalid_filter").name("email", email, Person.MAX_EMAIL);
    return database.inTransaction(
        scope,
        session ->
            session
                .newestFirst(BY_EMAIL, page)
                .bind("email", email)
                .map(Row.as(Contacts::contact))
                .list());
  }

  /**
   * Replaces what is known of a contact.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such contact
   */
  public void update(TenantScope scope, ContactId id, ContactDetails details) {
    change(scope, id, session -> bind(session.update(UPDATE), details));
  }

  /**
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such contact
   */
  public void setStatus(TenantScope scope, ContactId id, Contact.Status status) {
    change(scope, id, session -> session.update(SET_STATUS).bind("status", status.stored()));
  }

  private void change(TenantScope scope, ContactId id, Function<TenantSession, Update> statement) {
    database.inTransaction(
        scope,
        session -> {
          int rows = statement.apply(session).bind("id", id.value()).execute();
          session.requireChanged(rows, "contact " + id);
          return rows;
        });
  }

  private static Update bind(Update statement, ContactDetails details) {
    details.check();
    Person person = details.person();
    return statement
        .bind("email", person.emailOrNull())
        .bind("phone", person.phoneOrNull())
        .bind("firstName", person.firstNameOrNull())
        .bind("lastName", person.lastNameOrNull())
        .bind("company", person.companyOrNull())
        .bind("role", details.roleTitleOrNull())
        .bind("stage", details.lifecycleStageOrNull());
  }

  private static Contact contact(Row row) throws SQLException {
    Person person =
        new Person(
            row.textOrNull("email"),
            row.textOrNull("phone"),
            row.textOrNull("first_name"),
            row.textOrNull("last_name"),
            row.textOrNull("company_name"));
    return new Contact(
        new ContactId(row.uuid("id")),
        row.workspaceOrNull(),
        new ContactDetails(person, row.textOrNull("role_title"), row.textOrNull("lifecycle_stage")),
        row.word("status", Contact.Status.class),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
