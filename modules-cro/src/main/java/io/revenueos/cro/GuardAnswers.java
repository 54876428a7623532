package io.revenueos.cro;

import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.tenant.Role;
import java.util.Set;

/** The answers that all guards of this module give in the same way. */
final class GuardAnswers {
  private static final Set<Role> OVERRIDERS = Set.of(Role.ADMIN, Role.MANAGER);

  private GuardAnswers() {}

  /** A no that an admin or a manager may override. */
  static Answer override(Reason reason) {
    return new Answer.AllowWithOverride(reason, OVERRIDERS);
  }

  /** A guard fails closed: it says no to what it cannot read, and names it. */
  static Answer invalidPayload(PolicyName guard, KernelEvent event, String field, String expected) {
    return new Answer.Block(
        guard.reason(
            ".block.invalid_payload",
            "%s: expected %s, found %s."
                .formatted(field, expected, event.payload().describe(field))));
  }
}
