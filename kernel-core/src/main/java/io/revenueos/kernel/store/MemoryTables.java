package io.revenueos.kernel.store;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.IdempotencyKey;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rows of the in-memory store. Guarded by its lock. As in a database, numbers that a
 * transaction took are not given back when it rolls back.
 */
final class MemoryTables {
  record EventKey(TenantId tenant, IdempotencyKey key) {}

  record QueueRow(RecordedEvent event, EntityKey entity, QueueEntry entry) {
    TenantId tenant() {
      return event.event().scope().tenant();
    }
  }

  record DecisionRow(
      DecisionId id,
      TenantId tenant,
      EventId eventId,
      KernelDecision decision,
      Instant decidedAt) {}

  record ActionRow(TenantId tenant, EventId eventId, RecordedAction action) {}

  record EffectRow(TenantId tenant, String id, ActionId actionId, Effect effect) {
    EffectKey key() {
      return new EffectKey(tenant, effect.getClass(), effect.idempotencyKey());
    }
  }

  record EffectKey(TenantId tenant, Class<? extends Effect> kind, String key) {}

  record StepRow(TenantId tenant, NewStep step, StepEntry entry) {}

  record LetterRow(TenantId tenant, DeadLetter letter) {
    Optional<TenantId> tenantUnlessDiscarded() {
      return letter.discardOrNull() == null ? Optional.of(tenant) : Optional.empty();
    }
  }

  record AttemptRow(TenantId tenant, Attempt attempt) {}

  record PauseKey(Pause.Kind kind, String id) {}

  record RowKey(TenantId tenant, Target target) {}

  final UndoLog undo = new UndoLog();

  final MemoryTable<EventId, RecordedEvent> events =
      new MemoryTable<>(undo, comparingLong(EventId::value));
  final MemoryIndex<TenantId, EventId, RecordedEvent> eventsByTenant =
      events.indexedBy(row -> Optional.of(row.event().scope().tenant()));
  final MemoryIndex<EventKey, EventId, RecordedEvent> eventsByKey =
      events.indexedBy(
          row ->
              Optional.of(
                  new EventKey(row.event().scope().tenant(), row.event().idempotencyKey())));
  final MemoryIndex<ActionId, EventId, RecordedEvent> eventsByCause =
      events.indexedBy(row -> row.causation().map(Causation::actionId).map(ActionId::new));

  final MemoryTable<EventId, QueueRow> queue =
      new MemoryTable<>(undo, comparingLong(EventId::value));
  final MemoryIndex<OpenPartition, EventId, QueueRow> queueByPartition =
      queue.indexedBy(
          row -> Optional.of(new OpenPartition(row.tenant(), row.entity().partition())));

  final MemoryTable<DecisionId, DecisionRow> decisions =
      new MemoryTable<>(undo, comparingLong(DecisionId::value));
  final MemoryIndex<EventId, DecisionId, DecisionRow> decisionsByEvent =
      decisions.indexedBy(row -> Optional.of(row.eventId()));

  final MemoryTable<ActionId, ActionRow> actions =
      new MemoryTable<>(undo, comparingLong(ActionId::value));
  final MemoryIndex<EventId, ActionId, ActionRow> actionsByEvent =
      actions.indexedBy(row -> Optional.of(row.eventId()));
  final MemoryIndex<DecisionId, ActionId, ActionRow> actionsByDecision =
      actions.indexedBy(row -> Optional.of(row.action().decisionId()));

  final MemoryTable<Long, EffectRow> effects =
      new MemoryTable<>(undo, Comparator.<Long>naturalOrder());
  final MemoryIndex<EffectKey, Long, EffectRow> effectsByKey =
      effects.indexedBy(row -> Optional.of(row.key()));
  final MemoryIndex<ActionId, Long, EffectRow> effectsByAction =
      effects.indexedBy(row -> Optional.of(row.actionId()));

  final MemoryTable<ActionId, StepRow> steps =
      new MemoryTable<>(undo, comparingLong(ActionId::value));
  final MemoryIndex<TenantId, ActionId, StepRow> stepsByTenant =
      steps.indexedBy(row -> Optional.of(row.tenant()));

  final MemoryTable<WorkItem, LetterRow> letters =
      new MemoryTable<>(undo, comparing(WorkItem::kind).thenComparingLong(WorkItem::id));
  final MemoryIndex<TenantId, WorkItem, LetterRow> lettersByTenant =
      letters.indexedBy(LetterRow::tenantUnlessDiscarded);

  final MemoryTable<Long, AttemptRow> attempts =
      new MemoryTable<>(undo, Comparator.<Long>naturalOrder());
  final MemoryIndex<WorkItem, Long, AttemptRow> attemptsByItem =
      attempts.indexedBy(row -> Optional.of(row.attempt().item()));

  final IdentityTables identity = new IdentityTables(undo);
  final AgentTables agents = new AgentTables(undo);

  final MemorySequence eventIds = new MemorySequence();
  final MemorySequence decisionIds = new MemorySequence();
  final MemorySequence actionIds = new MemorySequence();
  final MemorySequence effectIds = new MemorySequence();
  final MemorySequence attemptIds = new MemorySequence();
  final MemorySequence fences = new MemorySequence();

  /** Changed outside of transactions, and therefore without the undo log. */
  final Map<TenantId, Tenant> tenants = new HashMap<>();

  final Map<PauseKey, Pause> pauses = new HashMap<>();
  final Map<String, ModuleRollout> rollouts = new TreeMap<>();
  final Map<RowKey, Directory.Entry> rows = new HashMap<>();

  // How often somebody has worked on a partition; what was rolled back counts too.
  private final Map<OpenPartition, Long> stamps = new HashMap<>();

  long stamp(OpenPartition partition) {
    return stamps.getOrDefault(partition, 0L);
  }

  void workedOn(QueueRow row) {
    stamps.merge(new OpenPartition(row.tenant(), row.entity().partition()), 1L, Long::sum);
  }
}
