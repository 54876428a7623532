package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.KernelTransaction;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows behind the targets of a whole batch, read at once; any other is read when asked for. */
record PrefetchedDirectory(
    KernelTransaction transaction, Set<Target> asked, Map<Target, Entry> rows)
    implements Directory {

  static PrefetchedDirectory of(KernelTransaction transaction, List<Draft> drafts) {
    Set<Target> targets = new HashSet<>();
    for (Draft draft : drafts) {
      for (KernelDecision decision : draft.decisions()) {
        for (KernelAction action : decision.actions()) {
          targets.add(action.target());
        }
      }
    }
    return new PrefetchedDirectory(
        transaction, targets, targets.isEmpty() ? Map.of() : transaction.findAll(targets));
  }

  @Override
  public Optional<Entry> find(Target target) {
    return asked.contains(target)
        ? Optional.ofNullable(rows.get(target))
        : transaction.find(target);
  }
}
