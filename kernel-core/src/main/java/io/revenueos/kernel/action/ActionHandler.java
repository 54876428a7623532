package io.revenueos.kernel.action;

import java.util.Set;

/**
 * Carries out actions of certain types. A handler is called inside the transaction of its event and
 * must be quick: it reads through its context, and returns what should happen as a value. It may be
 * called by several threads at once, and again for the same action after a failure.
 */
public interface ActionHandler {
  /** The types it serves; asked once, when the kernel is built. */
  Set<ActionType> types();

  /**
   * @return what should happen
   * @throws RuntimeException to fail the event: everything of it is rolled back and tried again
   */
  Outcome handle(KernelAction action, ActionContext context);
}
