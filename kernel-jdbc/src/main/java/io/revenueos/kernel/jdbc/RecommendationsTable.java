package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** {@code cro_recommendations}. */
final class RecommendationsTable implements EffectTable<Recommendation> {
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
        (:tenant, cast(:workspace as uuid), :type, :priority, :title, :description, cast(:deal as uuid), cast(:lead as uuid),
         :targetKind, :targetId, :action, :correlation, :key, :at, :at)
      on conflict do nothing
      """;
  private static final String BY_ACTIONS =
      """
      select id, action_id, rec_type, title, priority, status from cro_recommendations
      where tenant_id = :tenant and action_id = any(:actions) order by action_id
      """;

  @Override
  public Class<Recommendation> kind() {
    return Recommendation.class;
  }

  @Override
  public boolean insert(
      Handle handle,
      RecordedEvent event,
      ActionId action,
      Recommendation recommendation,
      Instant at) {
    return EffectTable.bind(handle.createUpdate(INSERT), event, action, recommendation, at)
            .bind("type", recommendation.kind().stored())
            .bind("priority", recommendation.priority().stored())
            .bind("title", recommendation.title())
            .bind("description", recommendation.description())
            .bind("deal", recommendation.target().rowIdIf(Target.Kind.DEAL))
            .bind("lead", recommendation.target().rowIdIf(Target.Kind.LEAD))
            .execute()
        == 1;
  }

  @Override
  public List<RecordedEffect> ofActions(
      Handle handle, TenantId tenant, Collection<ActionId> actions) {
    return handle
        .createQuery(BY_ACTIONS)
        .bind("tenant", tenant.value())
        .bindArray("actions", Long.class, EffectTable.values(actions))
        .map(
            (row, context) ->
                new RecordedEffect(
                    new ActionId(row.getLong("action_id")),
                    "cro_recommendations",
                    row.getString("id"),
                    JsonObject.of("rec_type", row.getString("rec_type"))
                        .with("title", row.getString("title"))
                        .with("priority", row.getString("priority"))
                        .with("status", row.getString("status"))))
        .list();
  }
}
