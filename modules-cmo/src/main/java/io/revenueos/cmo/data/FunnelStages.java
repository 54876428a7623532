package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_funnel_stages}: what belongs to a funnel. */
final class FunnelStages {
  private static final String FROM = "from cmo_funnel_stages\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, funnel_id, position, stage_name, objective, channels, conversion_target
      """
          + FROM;
  private static final String BY_KEY =
      SELECT + "and funnel_id = :funnel and position = :position\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String OF_FUNNEL = SELECT + "and funnel_id = :funnel order by position";
  private static final String INSERT =
      """
      insert into cmo_funnel_stages
        (tenant_id, id, workspace_id, funnel_id, position, stage_name, objective, channels,
         conversion_target)
      values
        (:tenant, :id, :home, :funnel, :position, :name, :objective,
         cast(:channels as text array), :conversionTarget)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_funnel_stages
      set stage_name = :name, objective = :objective, channels = cast(:channels as text array),
          conversion_target = :conversionTarget
      """
          + Table.THERE;
  static final Table<Placed> TABLE =
      new Table<>(
          "cmo_funnel_stages",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          FunnelStages::bind,
          FunnelStages::read);

  private FunnelStages() {}

  /** A stage, and where it stands; the first one at 1. */
  record Placed(UUID funnel, int position, FunnelStage stage) {}

  static Changes put(TenantSession session, UUID funnel, List<FunnelStage> stages) {
    Changes changes = Changes.none();
    for (int i = 0; i < stages.size(); i++) {
      changes =
          changes.plus(TABLE.put(session, new Placed(funnel, i + 1, stages.get(i))).changes());
    }
    return changes;
  }

  /** All of a funnel's, in order. */
  static List<FunnelStage> of(TenantSession session, UUID funnel) {
    return session
        .query(OF_FUNNEL)
        .bind("funnel", funnel)
        .map((row, context) -> read(row).stage())
        .list();
  }

  private static void bind(SqlStatement<?> statement, Placed placed) {
    statement
        .bind("funnel", placed.funnel())
        .bind("position", placed.position())
        .bind("name", placed.stage().name())
        .bind("objective", Cells.orNull(placed.stage().objective()))
        .bindArray("channels", String.class, placed.stage().channels())
        .bind("conversionTarget", placed.stage().conversionTargetOrNull());
  }

  private static Placed read(ResultSet row) throws SQLException {
    return new Placed(
        Cells.id(row, "funnel_id"),
        row.getInt("position"),
        new FunnelStage(
            row.getString("stage_name"),
            Cells.text(row, "objective"),
            Cells.texts(row, "channels"),
            row.getBigDecimal("conversion_target")));
  }
}
