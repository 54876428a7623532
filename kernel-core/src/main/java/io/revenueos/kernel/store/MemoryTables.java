package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of the in-memory store. Guarded by its lock. */
final class MemoryTables {
  record RowKey(TenantId tenant, Target target) {}

  record DecisionRow(
      DecisionId id,
      TenantId tenant,
      EventId eventId,
      KernelDecision decision,
      Instant decidedAt) {}

  record ActionRow(TenantId tenant, EventId eventId, RecordedAction action) {}

  record EffectRow(TenantId tenant, String id, ActionId actionId, Effect effect) {}

  /** Logs only grow, so their length is their past; what changes in place is copied. */
  record Savepoint(
      int events,
      int decisions,
      int effects,
      List<ActionRow> actions,
      Map<EventId, QueueEntry> queue) {}

  final List<RecordedEvent> events = new ArrayList<>();
  final List<DecisionRow> decisions = new ArrayList<>();
  final List<EffectRow> effects = new ArrayList<>();
  final List<ActionRow> actions = new ArrayList<>();
  final Map<EventId, QueueEntry> queue = new HashMap<>();
  final Map<TenantId, Tenant> tenants = new HashMap<>();
  final Map<RowKey, Directory.Entry> rows = new HashMap<>();

  Savepoint savepoint() {
    return new Savepoint(
        events.size(), decisions.size(), effects.size(), List.copyOf(actions), Map.copyOf(queue));
  }

  void rollBackTo(Savepoint before) {
    events.subList(before.events(), events.size()).clear();
    decisions.subList(before.decisions(), decisions.size()).clear();
    effects.subList(before.effects(), effects.size()).clear();
    actions.clear();
    actions.addAll(before.actions());
    queue.clear();
    queue.putAll(before.queue());
  }

  KernelStats stats() {
    Map<EventStatus, Long> byEvent = new EnumMap<>(EventStatus.class);
    for (EventStatus status : EventStatus.values()) {
      byEvent.put(status, queue.values().stream().filter(e -> e.status() == status).count());
    }
    byEvent.put(EventStatus.COMPLETED, (long) events.size() - queue.size());
    Map<ActionStatus, Long> byAction = new EnumMap<>(ActionStatus.class);
    for (ActionStatus status : ActionStatus.values()) {
      byAction.put(status, actions.stream().filter(row -> row.action().status() == status).count());
    }
    long scheduled = effects.stream().filter(row -> row.effect() instanceof OutboxMessage).count();
    return new KernelStats(
        byEvent,
        byAction,
        Map.of("scheduled", scheduled, "sent", 0L, "delivered", 0L, "failed", 0L));
  }
}
