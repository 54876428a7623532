package io.revenueos.kernel.action;

import java.util.Set;

/**
 * Carries out actions that are slow or leave the database: an agent's run, a call to a provider.
 *
 * <p>A step runs on a worker, outside any transaction, under a lease that is renewed while it runs.
 * What it returns is committed together with the action's new status, exactly once; <em>what it
 * does outside happens at least once</em>: a node can die after the call and before the commit.
 * Pass {@link StepContext#idempotencyKey()} to whatever is called, so that a second call has no
 * second effect.
 *
 * <p>May be called by several threads at once. It is interrupted at its timeout and when the kernel
 * is closed; whatever it returns later is discarded.
 */
public interface StepHandler {
  /** The types it serves; asked once, when the kernel is built. */
  Set<ActionType> types();

  /** How it is tried, limited and cut off; asked once, when the kernel is built. */
  StepOptions options();

  /**
   * @return what should be recorded
   * @throws DoNotRetryException when trying again cannot help
   * @throws Exception to be tried again, after a while
   */
  Outcome handle(KernelAction action, StepContext context) throws Exception;
}
