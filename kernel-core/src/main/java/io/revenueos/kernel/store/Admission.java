package io.revenueos.kernel.store;

/** Whose events are taken. A deactivated tenant's never are. */
public enum Admission {
  /** Any tenant's. */
  EVERYONE,
  /** Only those of registered tenants. */
  REGISTERED
}
