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

/** {@code cmo_brand_profiles}: one for each workspace. Thread-safe. */
public final class BrandProfiles {
  private static final String FROM = "from cmo_brand_profiles\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, business_name, industry, icp_description, value_proposition, brand_voice,
             brand_personality, competitors, differentiators
      """
          + FROM;
  private static final String BY_KEY = SELECT + "and workspace_id = :home\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_brand_profiles
        (tenant_id, id, workspace_id, business_name, industry, icp_description, value_proposition,
         brand_voice, brand_personality, competitors, differentiators)
      values
        (:tenant, :id, :home, :businessName, :industry, :icpDescription, :valueProposition,
         :brandVoice, :brandPersonality, cast(:competitors as text array),
         cast(:differentiators as text array))
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_brand_profiles
      set business_name = :businessName, industry = :industry, icp_description = :icpDescription,
          value_proposition = :valueProposition, brand_voice = :brandVoice,
          brand_personality = :brandPersonality, competitors = cast(:competitors as text array),
          differentiators = cast(:differentiators as text array)
      """
          + Table.THERE;
  static final Table<BrandProfile> TABLE =
      new Table<>(
          "cmo_brand_profiles",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          BrandProfiles::bind,
          BrandProfiles::read);

  private final TenantDatabase database;

  private BrandProfiles(TenantDatabase database) {
    this.database = database;
  }

  public static BrandProfiles on(TenantDatabase database) {
    return new BrandProfiles(database);
  }

  /** Gives a workspace its profile, or changes it: the scope's, else the tenant's own. */
  public Written put(TenantScope scope, BrandProfile profile) {
    return database.inTransaction(scope, session -> TABLE.put(session, profile));
  }

  /** The profile of the scope's workspace, else the tenant's own. */
  public Optional<Stored<BrandProfile>> find(TenantScope scope) {
    return database.inTransaction(
        scope, session -> TABLE.one(session.query(BY_KEY).bind("home", session.home())));
  }

  /** Those that the scope sees, in the order of their ids. */
  public List<Stored<BrandProfile>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(scope, session -> TABLE.page(session, page));
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, BrandProfile profile) {
    statement
        .bind("businessName", profile.businessName())
        .bind("industry", Cells.orNull(profile.industry()))
        .bind("icpDescription", Cells.orNull(profile.icpDescription()))
        .bind("valueProposition", Cells.orNull(profile.valueProposition()))
        .bind("brandVoice", Cells.orNull(profile.brandVoice()))
        .bind("brandPersonality", Cells.orNull(profile.brandPersonality()))
        .bindArray("competitors", String.class, profile.competitors())
        .bindArray("differentiators", String.class, profile.differentiators());
  }

  private static BrandProfile read(ResultSet row) throws SQLException {
    return new BrandProfile(
        row.getString("business_name"),
        Cells.text(row, "industry"),
        Cells.text(row, "icp_description"),
        Cells.text(row, "value_proposition"),
        Cells.text(row, "brand_voice"),
        Cells.text(row, "brand_personality"),
        Cells.texts(row, "competitors"),
        Cells.texts(row, "differentiators"));
  }
}
