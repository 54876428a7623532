package io.revenueos.kernel.tenant;

import java.util.Locale;

/** What a member may do in a workspace. */
public enum WorkspaceRole {
  /** Works in it, and shares it with whoever owns it. */
  OWNER,
  /** Works in it, and looks after its members. */
  ADMIN,
  /** Works in it. */
  MEMBER,
  /** Sees it, and cannot ask a module for anything in it. */
  VIEWER;

  public boolean mayWork() {
    return this != VIEWER;
  }

  /** The name in the database: {@code viewer}. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static WorkspaceRole ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
