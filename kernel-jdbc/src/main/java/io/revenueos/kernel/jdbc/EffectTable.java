package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** A table that holds one kind of effect. */
interface EffectTable<E extends Effect> {
  Class<E> kind();

  /**
   * @return false when a row with the effect's idempotency key is there already
   */
  boolean insert(Handle handle, RecordedEvent event, ActionId action, E effect, Instant at);

  /** The rows that actions left behind, in the order of writing. */
  List<RecordedEffect> ofActions(Handle handle, TenantId tenant, Collection<ActionId> actions);

  /** Binds what every effect's row has. */
  static <S extends SqlStatement<S>> S bind(
      S statement, RecordedEvent event, ActionId action, Effect effect, Instant at) {
    return statement
        .bind("tenant", event.event().scope().tenant().value())
        .bind("workspace", event.event().scope().workspace().map(WorkspaceId::value).orElse(null))
        .bind("action", action.value())
        .bind("correlation", event.event().correlationId().value())
        .bind("key", effect.idempotencyKey())
        .bind("targetKind", effect.target().target().kind().stored())
        .bind("targetId", effect.target().target().id())
        .bind("at", at);
  }

  static List<Long> values(Collection<ActionId> actions) {
    return actions.stream().map(ActionId::value).toList();
  }
}
