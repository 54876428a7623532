package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.store.AgentLedger;
import io.revenueos.kernel.store.DeadLetters;
import io.revenueos.kernel.store.EventLog;
import io.revenueos.kernel.store.EventQueue;
import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.store.Journal;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.ModuleSwitches;
import io.revenueos.kernel.store.Pruning;
import io.revenueos.kernel.store.StepQueue;
import io.revenueos.kernel.tenant.Tenant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One transaction on one connection; every statement it makes is bound to its tenant. */
record JdbcTransaction(Session session, Tables tables) implements KernelTransaction {

  @Override
  public Optional<Tenant> tenant() {
    return translating(() -> tables.tenants().find(session.handle(), session.tenant()));
  }

  @Override
  public EventLog events() {
    return new JdbcEventLog(session, tables);
  }

  @Override
  public EventQueue queue() {
    return new JdbcEventQueue(session, tables);
  }

  @Override
  public Journal journal() {
    return new JdbcJournal(session, tables);
  }

  @Override
  public StepQueue steps() {
    return new JdbcStepQueue(session, tables);
  }

  @Override
  public DeadLetters deadLetters() {
    return new JdbcDeadLetters(session, tables);
  }

  @Override
  public Identity identity() {
    return new JdbcIdentity(session, tables);
  }

  @Override
  public ModuleSwitches moduleSwitches() {
    return new JdbcModuleSwitches(session, tables);
  }

  @Override
  public AgentLedger agents() {
    return new JdbcAgentLedger(session, tables);
  }

  @Override
  public Optional<Entry> find(Target target) {
    return Optional.ofNullable(findAll(Set.of(target)).get(target));
  }

  @Override
  public Map<Target, Entry> findAll(Set<Target> targets) {
    return translating(() -> DirectoryQueries.find(session, targets));
  }

  @Override
  public int prune(Pruning rule) {
    return translating(() -> Retention.prune(session, rule));
  }
}
