package io.revenueos.kernel.tenant;

import java.util.Set;

/**
 * Who makes a call.
 *
 * @param roles what the host believes the user may do; a claim. Where roles decide, the kernel
 *     reads those that are granted in the store
 */
public record Actor(UserId user, Set<Role> roles) {
  public Actor {
    roles = Set.copyOf(roles);
  }

  public static Actor of(UserId user, Role... roles) {
    return new Actor(user, Set.of(roles));
  }
}
