package io.revenueos.kernel.policy;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sets of policies with random answers; their names are distinct and in no order. */
final class RandomGuards {
  private RandomGuards() {}

  static List<Policy> policies(Random random) {
    List<Policy> policies = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      String name = "test.p%d_%d_v1".formatted(random.nextInt(100), i);
      policies.add(
          switch (random.nextInt(5)) {
            case 0 -> TestPolicies.allow(name);
            case 1 -> TestPolicies.allowWithOverride(name, "role_" + random.nextInt(3));
            case 2 -> TestPolicies.block(name);
            case 3 -> TestPolicies.noop(name);
            default -> TestPolicies.acting(name, ActionType.NOOP);
          });
    }
    return policies;
  }
}
