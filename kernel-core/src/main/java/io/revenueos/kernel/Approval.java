package io.revenueos.kernel;

import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.Role;
import java.util.Set;

/**
 * A person's go-ahead for an action that waits for one.
 *
 * @param by who gives it, as the host knows them; kept with the action
 * @param roles what that person may do inside the tenant, as the host has verified
 */
public record Approval(String by, Set<Role> roles) {
  public Approval {
    Text.name("invalid_approval", "by", by, 255);
    roles = Set.copyOf(roles);
  }

  public static Approval by(String person, Role... roles) {
    return new Approval(person, Set.of(roles));
  }
}
