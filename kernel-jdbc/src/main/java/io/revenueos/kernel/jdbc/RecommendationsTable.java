package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Target.Kind;
import io.revenueos.kernel.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** {@code cro_recommendations}. */
final class RecommendationsTable extends EffectTable<Recommendation> {
  static final String COLUMNS =
      "id, tenant_id, workspace_id, rec_type, priority, title, description, deal_id, lead_id,"
          + " target_kind, target_id, status, action_id, correlation_id, idempotency_key,"
          + " created_at, updated_at";

  private static final String INSERT =
      """
      insert into cro_recommendations
        (tenant_id, workspace_id, rec_type, priority, title, description, deal_id, lead_id,
         target_kind, target_id, action_id, correlation_id, idempotency_key, created_at,
         updated_at)
      select cast(:tenant as uuid), r.workspace, r.type, r.priority, r.title, r.description,
             r.deal, r.lead, r.kind, r.target, r.action, r.correlation, r.effect_key,
             cast(:at as timestamptz), cast(:at as timestamptz)
      from unnest(cast(:adviceActions as bigint array), cast(:adviceWorkspaces as uuid array),
                  cast(:adviceCorrelations as varchar array), cast(:adviceKeys as varchar array),
                  cast(:adviceTargetKinds as varchar array), cast(:adviceTargets as varchar array),
                  cast(:adviceTypes as varchar array), cast(:advicePriorities as varchar array),
                  cast(:adviceTitles as varchar array),
                  cast(:adviceDescriptions as varchar array), cast(:adviceDeals as uuid array),
                  cast(:adviceLeads as uuid array))
           with ordinality as r (action, workspace, correlation, effect_key, kind, target, type,
                                 priority, title, description, deal, lead, n)
      order by r.n
      """;
  private static final String INSERT_NEW = INSERT + UNLESS_THERE;
  private static final String BY_ACTIONS =
      """
      select id, action_id, rec_type, title, priority, status from cro_recommendations
      where tenant_id = :tenant and action_id = any(:actions) order by action_id
      """;

  RecommendationsTable() {
    super(Recommendation.class, "cro_recommendations", INSERT, INSERT_NEW, BY_ACTIONS);
  }

  @Override
  String prefix() {
    return "advice";
  }

  @Override
  void bind(RoundTrip trip, List<Row<Recommendation>> rows) {
    trip.bind("adviceTypes", Columns.texts(rows, row -> row.effect().kind().stored()))
        .bind("advicePriorities", Columns.texts(rows, row -> row.effect().priority().stored()))
        .bind("adviceTitles", Columns.texts(rows, row -> row.effect().title()))
        .bind("adviceDescriptions", Columns.texts(rows, row -> row.effect().description()))
        .bind("adviceDeals", Columns.uuids(rows, r -> r.effect().target().rowIdIf(Kind.DEAL)))
        .bind("adviceLeads", Columns.uuids(rows, r -> r.effect().target().rowIdIf(Kind.LEAD)));
  }

  @Override
  JsonObject summary(ResultSet row) throws SQLException {
    return JsonObject.of("rec_type", row.getString("rec_type"))
        .with("title", row.getString("title"))
        .with("priority", row.getString("priority"))
        .with("status", row.getString("status"));
  }
}
