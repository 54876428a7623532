package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.MemoryTables.ActionRow;
import io.revenueos.kernel.store.MemoryTables.QueueRow;
import io.revenueos.kernel.store.MemoryTables.RowKey;
import io.revenueos.kernel.tenant.TenantId;
import java.util.Optional;

/** What one tenant can reach of the tables: an id that is someone else's does not exist. */
record TenantView(MemoryTables tables, TenantId tenant) {
  Optional<RecordedEvent> event(EventId id) {
    return tables.events.find(id).filter(row -> row.event().scope().tenant().equals(tenant));
  }

  Optional<ActionRow> action(ActionId id) {
    return tables.actions.find(id).filter(row -> row.tenant().equals(tenant));
  }

  Optional<QueueRow> queued(RecordedEvent event) {
    return isOwn(event) ? tables.queue.find(event.id()) : Optional.empty();
  }

  boolean isOwn(RecordedEvent event) {
    return event.event().scope().tenant().equals(tenant) && event(event.id()).isPresent();
  }

  boolean isOwn(WorkItem item) {
    return switch (item.kind()) {
      case EVENT -> event(new EventId(item.id())).isPresent();
      case ACTION -> action(new ActionId(item.id())).isPresent();
    };
  }

  /**
   * @throws RefusedException when there is no such event, or it is of another tenant
   */
  void requireOwn(RecordedEvent event) {
    if (!isOwn(event)) {
      throw unknown("event " + event.id());
    }
  }

  /**
   * @throws RefusedException when there is no such action, or it is of another tenant
   */
  ActionRow requireOwn(ActionId id) {
    return action(id).orElseThrow(() -> unknown("action " + id));
  }

  /**
   * @throws RefusedException when there is no such event or action, or it is of another tenant
   */
  void requireOwn(WorkItem item) {
    if (!isOwn(item)) {
      throw unknown(item.toString());
    }
  }

  /**
   * @throws RefusedException when there is no such row behind the target, or it is of another
   *     tenant
   */
  void requireOwn(RowTarget target) {
    Directory.Entry row = tables.rows.get(new RowKey(tenant, target.target()));
    if (target.rowIdOrNull() != null
        && (row == null || !row.rowId().equals(target.rowIdOrNull()))) {
      throw unknown("row %s of %s".formatted(target.rowIdOrNull(), target.target()));
    }
  }

  RefusedException unknown(String what) {
    return new RefusedException("unknown_id", "tenant %s has no %s".formatted(tenant, what));
  }
}
