package io.revenueos.kernel.policy;

import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.tenant.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a policy answers to one event. */
public sealed interface Answer {
  Reason reason();

  /** These actions should be taken. */
  record Act(Reason reason, List<KernelAction> actions) implements Answer {
    /**
     * @throws InvalidInputException when two actions share a reason code: their effects could not
     *     be told apart on a second attempt
     */
    public Act {
      actions = List.copyOf(actions);
      Set<String> codes = new HashSet<>();
      for (KernelAction action : actions) {
        if (!codes.add(action.reason().code())) {
          throw new InvalidInputException(
              "invalid_answer",
              "actions",
              "expected a reason code of its own for each action, found %s twice"
                  .formatted(action.reason().code()));
        }
      }
    }
  }

  /** A guard's yes. */
  record Allow(Reason reason) implements Answer {}

  /** A guard's no, unless someone with one of the roles overrides it. */
  record AllowWithOverride(Reason reason, Set<Role> overridableBy) implements Answer {
    public AllowWithOverride {
      overridableBy = Set.copyOf(overridableBy);
    }
  }

  /** A guard's no. */
  record Block(Reason reason) implements Answer {}

  /** Seen, and nothing to do; kept for the record. */
  record Noop(Reason reason) implements Answer {}
}
