package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.NewEffect;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Every table of the store. Stateless. */
record Tables(
    TenantsTable tenants,
    EventsTable events,
    QueueTable queue,
    DecisionsTable decisions,
    ActionsTable actions,
    List<EffectTable<?>> effects,
    DirectoryQueries directory) {

  static Tables all() {
    return new Tables(
        new TenantsTable(),
        new EventsTable(),
        new QueueTable(),
        new DecisionsTable(),
        new ActionsTable(),
        List.of(new TasksTable(), new OutboxTable(), new RecommendationsTable()),
        new DirectoryQueries());
  }

  /** Writes effects; returns the actions all of whose effects were there already. */
  Set<ActionId> writeEffects(
      Handle handle, RecordedEvent event, List<NewEffect> toWrite, Instant at) {
    Set<ActionId> alreadyThere = new LinkedHashSet<>();
    Set<ActionId> written = new HashSet<>();
    for (EffectTable<?> table : effects) {
      for (NewEffect effect : toWrite) {
        if (table.holds(effect.effect())) {
          boolean isNew = table.write(handle, event, effect.actionId(), effect.effect(), at);
          (isNew ? written : alreadyThere).add(effect.actionId());
        }
      }
    }
    alreadyThere.removeAll(written);
    return alreadyThere;
  }
}
