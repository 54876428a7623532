package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.Journal;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Processes events of one tenant in one transaction: asks the policies about all of them, then the
 * handlers, and only then writes, all of it together, in one {@link Manner} or another. Stateless.
 *
 * <p>What stands still is given, not asked for here: finding out uses the store, and a second
 * connection inside a transaction is how pools run dry.
 */
final class BatchProcessor {
  private final KernelSettings settings;
  private final Dispatcher dispatcher;
  private final ModuleMap modules;

  BatchProcessor(KernelSettings settings, Dispatcher dispatcher, ModuleMap modules) {
    this.settings = settings;
    this.dispatcher = dispatcher;
    this.modules = modules;
  }

  /**
   * An event to be processed.
   *
   * @param attempts how many failed before
   * @param queued it has a queue entry, which goes when it is completed
   */
  record Item(RecordedEvent event, int attempts, boolean queued) {}

  /** Decides and acts; what is left of the items is in the queue as it was. */
  Processed process(
      KernelTransaction transaction,
      Optional<Tenant> tenant,
      List<Item> items,
      Standstill standstill,
      Manner manner) {
    Run run = new Run(transaction, tenant, standstill, manner.onFailure());
    try (LogContext log = LogContext.open()) {
      run.act(run.decide(items, log), log);
    }
    return manner.ending().write(transaction, run.ledger, run.now);
  }

  /** One call of {@link #process}. */
  private final class Run {
    private final KernelTransaction transaction;
    private final JsonObject config;
    private final Standstill standstill;
    private final Manner.OnFailure onFailure;
    private final Instant now = settings.now();
    private final Ledger ledger = new Ledger();

    Run(
        KernelTransaction transaction,
        Optional<Tenant> tenant,
        Standstill standstill,
        Manner.OnFailure onFailure) {
      this.transaction = transaction;
      this.config = tenant.map(Tenant::config).orElse(JsonObject.empty());
      this.standstill = standstill;
      this.onFailure = onFailure;
    }

    List<Draft> decide(List<Item> items, LogContext log) {
      List<Draft> drafts = new ArrayList<>(items.size());
      for (Item item : items) {
        log.enter(item.event());
        try {
          drafts.add(new Draft(item, decide(item.event().event()), null));
        } catch (Throwable thrown) {
          drafts.add(new Draft(item, List.of(), thrown));
        }
      }
      return drafts;
    }

    private List<KernelDecision> decide(KernelEvent event) {
      return settings
          .engine()
          .decide(
              event,
              settings.facts(event, now, config),
              policy -> settings.modes().of(policy, config));
    }

    /** While an event waits for its next attempt, later ones of its entity wait too. */
    void act(List<Draft> drafts, LogContext log) {
      Ids ids = Ids.of(transaction.journal(), drafts);
      Directory directory = PrefetchedDirectory.of(transaction, drafts);
      Set<EntityKey> waiting = new HashSet<>();
      for (Draft draft : drafts) {
        RecordedEvent event = draft.item().event();
        if (waiting.isEmpty() || !waiting.contains(entity(event))) {
          log.enter(event);
          Optional<Throwable> thrown = tryToAct(draft, ids, directory, log);
          if (thrown.isPresent() && !fail(draft.item(), thrown.get())) {
            waiting.add(entity(event));
          }
        }
      }
    }

    private Optional<Throwable> tryToAct(
        Draft draft, Ids ids, Directory directory, LogContext log) {
      if (draft.thrownOrNull() != null) {
        return Optional.of(draft.thrownOrNull());
      }
      try {
        ledger.addAll(act(draft, ids, directory, log));
        return Optional.empty();
      } catch (Throwable thrown) {
        return Optional.of(thrown);
      }
    }

    private Ledger act(Draft draft, Ids ids, Directory directory, LogContext log) {
      RecordedEvent event = draft.item().event();
      Ledger own = new Ledger();
      ActionContext context = new ActionContext(event.id(), event.event(), now, directory);
      for (KernelDecision decision : draft.decisions()) {
        DecisionId decisionId = ids.nextDecision();
        own.decided(decisionId, event, decision);
        String module = modules.moduleOf(decision.rule());
        for (KernelAction action : decision.actions()) {
          ActionId id = ids.nextAction();
          log.enter(decisionId, id, module);
          Answered answered = dispatcher.answer(action, decision, context, standstill);
          dispatcher.checkFollowUps(transaction, event, answered);
          own.acted(
              new NewAction(id, decisionId, event, action, answered.status(), answered.result()),
              answered,
              module,
              new Stamp(now, settings.node()));
        }
      }
      if (draft.item().queued()) {
        own.completed(event);
      }
      return own;
    }

    /** Returns whether that was the end of it. */
    private boolean fail(Item item, Throwable thrown) {
      Failure failure = onFailure.failed(item, thrown);
      ledger.failed(failure);
      return failure.letterOrNull() != null;
    }

    private static EntityKey entity(RecordedEvent event) {
      return EntityKey.of(event.event().entity());
    }
  }

  /** Ids for all decisions and actions of a batch, in the order of their use. */
  private record Ids(Iterator<DecisionId> decisions, Iterator<ActionId> actions) {
    static Ids of(Journal journal, List<Draft> drafts) {
      int decisions = drafts.stream().mapToInt(draft -> draft.decisions().size()).sum();
      int actions = drafts.stream().mapToInt(Draft::actionCount).sum();
      return new Ids(
          (decisions == 0 ? List.<DecisionId>of() : journal.newDecisionIds(decisions)).iterator(),
          (actions == 0 ? List.<ActionId>of() : journal.newActionIds(actions)).iterator());
    }

    DecisionId nextDecision() {
      return decisions.next();
    }

    ActionId nextAction() {
      return actions.next();
    }
  }
}
