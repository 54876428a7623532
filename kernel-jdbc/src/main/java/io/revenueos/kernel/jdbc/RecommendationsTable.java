package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.Update;

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
      values
        (:tenant, cast(:workspace as uuid), :type, :priority, :title, :description,
         cast(:deal as uuid), cast(:lead as uuid),
         :targetKind, :targetId, :action, :correlation, :key, :at, :at)
      on conflict do nothing
      """;
  private static final String BY_ACTIONS =
      """
      select id, action_id, rec_type, title, priority, status from cro_recommendations
      where tenant_id = :tenant and action_id = any(:actions) order by action_id
      """;

  RecommendationsTable() {
    super(Recommendation.class, "cro_recommendations", INSERT, BY_ACTIONS);
  }

  @Override
  Update bind(Update statement, Recommendation recommendation) {
    return statement
        .bind("type", recommendation.kind().stored())
        .bind("priority", recommendation.priority().stored())
        .bind("title", recommendation.title())
        .bind("description", recommendation.description())
        .bind("deal", recommendation.target().rowIdIf(Target.Kind.DEAL))
        .bind("lead", recommendation.target().rowIdIf(Target.Kind.LEAD));
  }

  @Override
  JsonObject summary(ResultSet row) throws SQLException {
    return JsonObject.of("rec_type", row.getString("rec_type"))
        .with("title", row.getString("title"))
        .with("priority", row.getString("priority"))
        .with("status", row.getString("status"));
  }
}
