package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.AgentLedger;
import io.revenueos.kernel.store.BatchRecord;
import io.revenueos.kernel.store.DeadLetters;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.EventLog;
import io.revenueos.kernel.store.EventQueue;
import io.revenueos.kernel.store.FreshClaim;
import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.Journal;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.ModuleSwitches;
import io.revenueos.kernel.store.Pruning;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.store.StepQueue;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.ForwardingStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** An in-memory store that refuses to write what a test does not want written. */
final class RefusingStore extends ForwardingStore {
  private final Consumer<BatchRecord> check;

  /**
   * @param check throws what the store is to throw
   */
  RefusingStore(Consumer<BatchRecord> check) {
    super(new InMemoryKernelStore());
    this.check = check;
  }

  /** Refuses effects whose key ends like this, as a database refuses a value. */
  static RefusingStore ofEffects(String suffix) {
    return new RefusingStore(batch -> refuseEffects(suffix, batch));
  }

  static void refuseEffects(String suffix, BatchRecord batch) {
    if (hasEffect(suffix, batch)) {
      throw new RefusedException("bad_value", "the store refuses this value");
    }
  }

  /** Whether there is an effect whose key ends like this. */
  static boolean hasEffect(String suffix, BatchRecord batch) {
    return batch.effects().stream()
        .anyMatch(effect -> effect.effect().idempotencyKey().endsWith(suffix));
  }

  @Override
  public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
    return super.inTransaction(scope, transaction -> work.apply(new Watched(transaction)));
  }

  private final class Watched implements KernelTransaction {
    private final KernelTransaction real;

    Watched(KernelTransaction real) {
      this.real = real;
    }

    @Override
    public Optional<Tenant> tenant() {
      return real.tenant();
    }

    @Override
    public EventLog events() {
      return real.events();
    }

    @Override
    public EventQueue queue() {
      return real.queue();
    }

    @Override
    public Journal journal() {
      return new WatchedJournal(real.journal());
    }

    @Override
    public StepQueue steps() {
      return real.steps();
    }

    @Override
    public DeadLetters deadLetters() {
      return real.deadLetters();
    }

    @Override
    public Identity identity() {
      return real.identity();
    }

    @Override
    public ModuleSwitches moduleSwitches() {
      return real.moduleSwitches();
    }

    @Override
    public AgentLedger agents() {
      return real.agents();
    }

    @Override
    public Optional<Entry> find(Target target) {
      return real.find(target);
    }

    @Override
    public Map<Target, Entry> findAll(Set<Target> targets) {
      return real.findAll(targets);
    }

    @Override
    public int prune(Pruning pruning) {
      return real.prune(pruning);
    }
  }

  private final class WatchedJournal implements Journal {
    private final Journal real;

    WatchedJournal(Journal real) {
      this.real = real;
    }

    @Override
    public List<DecisionId> newDecisionIds(int count) {
      return real.newDecisionIds(count);
    }

    @Override
    public List<ActionId> newActionIds(int count) {
      return real.newActionIds(count);
    }

    @Override
    public Set<ActionId> record(BatchRecord batch, Instant at) {
      check.accept(batch);
      return real.record(batch, at);
    }

    @Override
    public void conclude(BatchRecord batch, Instant at) {
      check.accept(batch);
      real.conclude(batch, at);
    }

    @Override
    public void concludeFresh(BatchRecord batch, FreshClaim claim, Instant at) {
      check.accept(batch);
      real.concludeFresh(batch, claim, at);
    }

    @Override
    public List<RecordedDecision> decisions(EventId id) {
      return real.decisions(id);
    }

    @Override
    public List<RecordedEffect> effects(Collection<ActionId> actions) {
      return real.effects(actions);
    }

    @Override
    public Optional<RecordedAction> lockAction(ActionId id) {
      return real.lockAction(id);
    }

    @Override
    public void updateAction(ActionId id, ActionStatus status, JsonObject result, Instant at) {
      real.updateAction(id, status, result, at);
    }
  }
}
