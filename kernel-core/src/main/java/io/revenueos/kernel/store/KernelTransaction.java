package io.revenueos.kernel.store;

import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.tenant.Tenant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One transaction of one tenant. Nothing of another tenant can be seen or touched through it: an id
 * that is someone else's is an id that does not exist. Belongs to the thread it was handed to, and
 * ends with the call it was handed to.
 */
public interface KernelTransaction extends Directory {

  /** The registration of this transaction's tenant. */
  Optional<Tenant> tenant();

  EventLog events();

  EventQueue queue();

  Journal journal();

  StepQueue steps();

  DeadLetters deadLetters();

  Identity identity();

  ModuleSwitches moduleSwitches();

  AgentLedger agents();

  /** The rows behind several targets, those that have one; see {@link #find}. */
  Map<Target, Entry> findAll(Set<Target> targets);

  /**
   * Removes finished work that nothing open depends on, the oldest first, with its decisions,
   * actions, attempts and dead letters. Tasks, messages and recommendations stay: they are the
   * tenant's. An event stays while it, or one of its actions, or an event that one of its actions
   * caused, is open.
   *
   * @return how many events went
   */
  int prune(Pruning pruning);
}
