package io.revenueos.kernel.handler;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.RowTarget;

/** Links an effect to the kernel's own row of its target, when there is one. */
final class Targets {
  private Targets() {}

  static RowTarget linked(KernelAction action, ActionContext context) {
    return new RowTarget(
        action.target(),
        context.directory().find(action.target()).map(Directory.Entry::rowId).orElse(null));
  }
}
