package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.BatchRecord;
import io.revenueos.kernel.store.BatchRecord.Retry;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.FreshClaim;
import io.revenueos.kernel.store.Journal;
import io.revenueos.kernel.store.NewEffect;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.store.StaleClaimException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;

/**
 * One transaction's view of what was decided and done. Whoever writes about an event that is in the
 * queue removes or locks its entry first: in another order two could wait for each other.
 */
record JdbcJournal(Session session, Tables tables) implements Journal {

  @Override
  public List<DecisionId> newDecisionIds(int count) {
    return translating(() -> tables.decisions().newIds(session, count));
  }

  @Override
  public List<ActionId> newActionIds(int count) {
    return translating(() -> tables.actions().newIds(session, count));
  }

  @Override
  public Set<ActionId> record(BatchRecord batch, Instant at) {
    requireOwn(batch);
    return translating(
        () -> {
          Set<ActionId> repeated = write(batch, at);
          for (Retry retry : batch.retries()) {
            requireAll(1, tables.queue().replace(session, retry) ? 1 : 0);
          }
          return repeated;
        });
  }

  @Override
  public void conclude(BatchRecord batch, Instant at) {
    if (session.database() == Database.H2 || !batch.retries().isEmpty()) {
      if (!record(batch, at).isEmpty()) {
        throw effectsAreThere();
      }
    } else {
      requireOwn(batch);
      translating(
          () -> {
            writeAndCommit(batch, at);
            return batch;
          });
    }
  }

  /** H2 is in the same process: there is no round trip to spare. */
  @Override
  public void concludeFresh(BatchRecord batch, FreshClaim claim, Instant at) {
    requireOwn(batch);
    if (session.database() == Database.H2) {
      throw new StaleClaimException("events are claimed first on H2");
    }
    translating(
        () -> {
          boolean alone = session.isUntouched();
          RoundTrip trip = session.roundTrip().bind("at", at);
          FreshClaims.take(trip, claim);
          addRows(trip, batch);
          commit(alone ? trip.alone() : trip.commit());
          return batch;
        });
  }

  private void writeAndCommit(BatchRecord batch, Instant at) {
    RoundTrip trip = session.roundTrip().bind("at", at);
    List<RecordedEvent> leaving = leaving(batch);
    PartitionsTable.stamp(trip, leaving.stream());
    if (!leaving.isEmpty()) {
      tables.queue().removeAllOrFail(trip, leaving);
    }
    addRows(trip, batch);
    commit(trip.commit());
  }

  private void addRows(RoundTrip trip, BatchRecord batch) {
    addDecisions(trip, batch);
    tables.effects().forEach(table -> table.insert(trip, batch.effects()));
    addWork(trip, batch);
  }

  private void commit(RoundTrip last) {
    try {
      send(last);
    } catch (JdbiException refused) {
      // Also by a trigger of the host's: then trying again, step by step, tells what it is.
      if (SqlErrors.isDivisionByZero(refused)) {
        throw new StaleClaimException("the queue is not as expected any more", refused);
      }
      if (SqlErrors.isLockTimeout(refused)) {
        throw new StaleClaimException("somebody else works on the partition", refused);
      }
      throw SqlErrors.isUniqueViolation(refused) ? effectsAreThere() : refused;
    }
  }

  private static StaleClaimException effectsAreThere() {
    return new StaleClaimException("effects of an action are there already");
  }

  private void requireOwn(BatchRecord batch) {
    batch.decisions().forEach(decision -> session.requireOwn(decision.event()));
    batch.actions().forEach(action -> session.requireOwn(action.event()));
    batch.effects().forEach(effect -> session.requireOwn(effect.event()));
    batch.completed().forEach(session::requireOwn);
    batch.retries().forEach(retry -> session.requireOwn(retry.event()));
    batch.buried().forEach(session::requireOwn);
  }

  /** Returns the actions all of whose effects were there already. */
  private Set<ActionId> write(BatchRecord batch, Instant at) {
    RoundTrip trip = session.roundTrip().bind("at", at);
    List<RecordedEvent> leaving = leaving(batch);
    AtomicInteger left = new AtomicInteger();
    if (session.database() == Database.POSTGRESQL) {
      Stream<RecordedEvent> staying = batch.retries().stream().map(Retry::event);
      PartitionsTable.stamp(trip, Stream.concat(leaving.stream(), staying));
    }
    if (!leaving.isEmpty()) {
      tables.queue().removeAll(session, trip, leaving, left::set);
    }
    addDecisions(trip, batch);
    Set<ActionId> repeated = new LinkedHashSet<>();
    batch.effects().forEach(effect -> repeated.add(effect.actionId()));
    if (session.database() == Database.POSTGRESQL) {
      addEffects(trip, batch.effects(), repeated);
    }
    addWork(trip, batch);
    send(trip);
    requireAll(leaving.size(), left.get());
    if (session.database() == Database.H2) {
      sendEffectsOneByOne(batch.effects(), at, repeated);
    }
    return repeated;
  }

  /**
   * @param repeated loses the actions whose effects are new
   */
  private void addEffects(RoundTrip trip, List<NewEffect> effects, Set<ActionId> repeated) {
    for (EffectTable<?> table : tables.effects()) {
      table.insertNew(trip, effects, action -> repeated.remove(new ActionId(action)));
    }
  }

  /** H2 runs a statement again that had to wait, and says only of the second run what was added. */
  private void sendEffectsOneByOne(List<NewEffect> effects, Instant at, Set<ActionId> repeated) {
    for (NewEffect effect : effects) {
      RoundTrip trip = session.roundTrip().bind("at", at);
      addEffects(trip, List.of(effect), repeated);
      send(trip);
    }
  }

  private static void addDecisions(RoundTrip trip, BatchRecord batch) {
    add(trip, batch.decisions(), DecisionsTable::insert);
    add(trip, batch.actions(), ActionsTable::insert);
  }

  private static void addWork(RoundTrip trip, BatchRecord batch) {
    add(trip, batch.steps(), StepsTable::insert);
    add(trip, batch.letters(), DeadLettersTable::insert);
    add(trip, batch.attempts(), AttemptsTable::insert);
  }

  private static List<RecordedEvent> leaving(BatchRecord batch) {
    List<RecordedEvent> leaving = new ArrayList<>(batch.completed());
    leaving.addAll(batch.buried());
    return leaving;
  }

  private void send(RoundTrip trip) {
    try {
      trip.send();
    } catch (JdbiException refused) {
      throw SqlErrors.isForeignKeyViolation(refused) ? foreignRow() : refused;
    }
  }

  private RefusedException foreignRow() {
    return new RefusedException(
        "unknown_id",
        "tenant %s has no such event, decision, lead or deal as a row refers to"
            .formatted(session.tenant()));
  }

  private static <T> void add(RoundTrip trip, List<T> rows, BiConsumer<RoundTrip, List<T>> table) {
    if (!rows.isEmpty()) {
      table.accept(trip, rows);
    }
  }

  private static void requireAll(int expected, int found) {
    if (found != expected) {
      throw new StaleClaimException(
          "%d of %d events are no longer in the queue: somebody else has processed them"
              .formatted(expected - found, expected));
    }
  }

  @Override
  public List<RecordedDecision> decisions(EventId id) {
    return translating(
        () -> {
          Map<DecisionId, List<RecordedAction>> actions =
              tables.actions().ofEvent(session.handle(), session.tenant(), id).stream()
                  .collect(Collectors.groupingBy(RecordedAction::decisionId));
          return tables.decisions().ofEvent(session.handle(), session.tenant(), id, actions);
        });
  }

  @Override
  public List<RecordedEffect> effects(Collection<ActionId> actions) {
    if (actions.isEmpty()) {
      return List.of();
    }
    return translating(
        () ->
            tables.effects().stream()
                .flatMap(
                    table -> table.ofActions(session.handle(), session.tenant(), actions).stream())
                .toList());
  }

  @Override
  public Optional<RecordedAction> lockAction(ActionId id) {
    return translating(() -> tables.actions().lock(session.handle(), session.tenant(), id));
  }

  @Override
  public void updateAction(ActionId id, ActionStatus status, JsonObject result, Instant at) {
    Instant completedAt =
        status == ActionStatus.PENDING || status == ActionStatus.FAILED ? null : at;
    session.requireFound(
        translating(
            () ->
                tables
                    .actions()
                    .update(session.handle(), session.tenant(), id, status, result, completedAt)),
        "action " + id);
  }
}
