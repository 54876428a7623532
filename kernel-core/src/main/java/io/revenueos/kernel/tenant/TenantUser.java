package io.revenueos.kernel.tenant;

import java.util.Locale;

/** A user who belongs to a tenant. */
public record TenantUser(UserId id, Standing standing) {
  /** What a user is to the tenant. What they may ask of modules is said by their {@link Role}s. */
  public enum Standing {
    /** Sees every workspace and may work in it. */
    ADMIN,
    /** Sees the workspaces they own or are a member of. */
    MEMBER;

    /** The name in the database: {@code admin}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Standing ofStored(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }

  public static TenantUser admin(UserId id) {
    return new TenantUser(id, Standing.ADMIN);
  }

  public static TenantUser member(UserId id) {
    return new TenantUser(id, Standing.MEMBER);
  }
}
