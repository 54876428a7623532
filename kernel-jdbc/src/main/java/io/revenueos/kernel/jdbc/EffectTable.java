package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** A table that holds one kind of effect: what it has in common with the others is here. */
abstract class EffectTable<E extends Effect> {
  private final Class<E> kind;
  private final String name;
  private final String insert;
  private final String selectByActions;

  /**
   * @param insert with {@code on conflict do nothing}
   * @param selectByActions of {@code :tenant} and {@code :actions}, in the order of writing
   */
  EffectTable(Class<E> kind, String name, String insert, String selectByActions) {
    this.kind = kind;
    this.name = name;
    this.insert = insert;
    this.selectByActions = selectByActions;
  }

  /** Binds what only this kind of effect has. */
  abstract Update bind(Update statement, E effect);

  /** The few columns a person would look at. */
  abstract JsonObject summary(ResultSet row) throws SQLException;

  boolean holds(Effect effect) {
    return kind.isInstance(effect);
  }

  /**
   * @return false when a row with the effect's idempotency key is there already
   */
  boolean write(Handle handle, RecordedEvent event, ActionId action, Effect effect, Instant at) {
    Update statement =
        handle
            .createUpdate(insert)
            .bind("tenant", event.event().scope().tenant().value())
            .bind(
                "workspace", event.event().scope().workspace().map(WorkspaceId::value).orElse(null))
            .bind("action", action.value())
            .bind("correlation", event.event().correlationId().value())
            .bind("key", effect.idempotencyKey())
            .bind("targetKind", effect.target().target().kind().stored())
            .bind("targetId", effect.target().target().id())
            .bind("at", at);
    return bind(statement, kind.cast(effect)).execute() == 1;
  }

  List<RecordedEffect> ofActions(Handle handle, TenantId tenant, Collection<ActionId> actions) {
    return handle
        .createQuery(selectByActions)
        .bind("tenant", tenant.value())
        .bindArray("actions", Long.class, actions.stream().map(ActionId::value).toList())
        .map(
            (row, context) ->
                new RecordedEffect(
                    new ActionId(row.getLong("action_id")),
                    name,
                    row.getString("id"),
                    summary(row)))
        .list();
  }
}
