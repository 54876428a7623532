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

/** {@code cmo_icp_segments}. Thread-safe. */
public final class IcpSegments {
  private static final String FROM = "from cmo_icp_segments\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, segment_code, name, description, firmographics, psychographics, pain_points,
             priority_score, is_active
      """
          + FROM;
  private static final String BY_KEY =
      SELECT + "and workspace_id = :home and segment_code = :code\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_icp_segments
        (tenant_id, id, workspace_id, segment_code, name, description, firmographics,
         psychographics, pain_points, priority_score, is_active)
      values
        (:tenant, :id, :home, :code, :name, :description, cast(:firmographics as jsonb),
         cast(:psychographics as jsonb), cast(:painPoints as text array), :priorityScore, :active)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_icp_segments
      set name = :name, description = :description, firmographics = cast(:firmographics as jsonb),
          psychographics = cast(:psychographics as jsonb),
          pain_points = cast(:painPoints as text array), priority_score = :priorityScore,
          is_active = :active
      """
          + Table.THERE;
  static final Table<IcpSegment> TABLE =
      new Table<>(
          "cmo_icp_segments",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          IcpSegments::bind,
          IcpSegments::read);

  private final TenantDatabase database;

  private IcpSegments(TenantDatabase database) {
    this.database = database;
  }

  public static IcpSegments on(TenantDatabase database) {
    return new IcpSegments(database);
  }

  /**
   * Adds a segment to the scope's workspace, else the tenant's own, or changes that with its code.
   */
  public Written put(TenantScope scope, IcpSegment segment) {
    return database.inTransaction(scope, session -> TABLE.put(session, segment));
  }

  /** By its code, in the scope's workspace, else the tenant's own. */
  public Optional<Stored<IcpSegment>> find(TenantScope scope, String code) {
    Checks.name("segment_code", code);
    return database.inTransaction(
        scope,
        session ->
            TABLE.one(session.query(BY_KEY).bind("home", session.home()).bind("code", code)));
  }

  /** Those that the scope sees, in the order of their ids. */
  public List<Stored<IcpSegment>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(scope, session -> TABLE.page(session, page));
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, IcpSegment segment) {
    statement
        .bind("code", segment.code())
        .bind("name", segment.name())
        .bind("description", Cells.orNull(segment.description()))
        .bind("firmographics", segment.firmographics())
        .bind("psychographics", segment.psychographics())
        .bindArray("painPoints", String.class, segment.painPoints())
        .bind("priorityScore", segment.priorityScore())
        .bind("active", segment.active());
  }

  private static IcpSegment read(ResultSet row) throws SQLException {
    return new IcpSegment(
        row.getString("segment_code"),
        row.getString("name"),
        Cells.text(row, "description"),
        Cells.json(row, "firmographics"),
        Cells.json(row, "psychographics"),
        Cells.texts(row, "pain_points"),
        row.getInt("priority_score"),
        row.getBoolean("is_active"));
  }
}
