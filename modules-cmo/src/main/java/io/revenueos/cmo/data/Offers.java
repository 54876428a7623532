package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_offers}. Thread-safe. */
public final class Offers {
  private static final String FROM = "from cmo_offers\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, name, description, value_proposition, pricing_model, target_segment_codes, status
      """
          + FROM;
  private static final String BY_KEY = SELECT + "and workspace_id = :home and name = :name\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_offers
        (tenant_id, id, workspace_id, name, description, value_proposition, pricing_model,
         target_segment_codes, status)
      values
        (:tenant, :id, :home, :name, :description, :valueProposition, :pricingModel,
         cast(:segmentCodes as text array), :status)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_offers
      set description = :description, value_proposition = :valueProposition,
          pricing_model = :pricingModel, target_segment_codes = cast(:segmentCodes as text array),
          status = :status
      """
          + Table.THERE;
  static final Table<Offer> TABLE =
      new Table<>(
          "cmo_offers",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          Offers::bind,
          Offers::read);

  private final TenantDatabase database;

  private Offers(TenantDatabase database) {
    this.database = database;
  }

  public static Offers on(TenantDatabase database) {
    return new Offers(database);
  }

  /**
   * Adds an offer to the scope's workspace, else the tenant's own, or changes that with its name.
   */
  public Written put(TenantScope scope, Offer offer) {
    return database.inTransaction(scope, session -> TABLE.put(session, offer));
  }

  /** By its name, in the scope's workspace, else the tenant's own. */
  public Optional<Stored<Offer>> find(TenantScope scope, String name) {
    Checks.name("name", name);
    return database.inTransaction(
        scope,
        session ->
            TABLE.one(session.query(BY_KEY).bind("home", session.home()).bind("name", name)));
  }

  /** Those that the scope sees, in the order of their ids. */
  public List<Stored<Offer>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(scope, session -> TABLE.page(session, page));
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, Offer offer) {
    statement
        .bind("name", offer.name())
        .bind("description", Cells.orNull(offer.description()))
        .bind("valueProposition", Cells.orNull(offer.valueProposition()))
        .bind("pricingModel", Cells.orNull(offer.pricingModel()))
        .bindArray("segmentCodes", String.class, offer.segmentCodes())
        .bind("status", Cells.stored(offer.status()));
  }

  private static Offer read(ResultSet row) throws SQLException {
    return new Offer(
        row.getString("name"),
        Cells.text(row, "description"),
        Cells.text(row, "value_proposition"),
        Cells.text(row, "pricing_model"),
        Cells.texts(row, "target_segment_codes"),
        Cells.choice(Offer.Status.class, row, "status"));
  }
}
