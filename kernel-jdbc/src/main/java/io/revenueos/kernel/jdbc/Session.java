package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.tenant.TenantId;
import org.jdbi.v3.core.Handle;

/**
 * A transaction's connection, and the tenant that every statement of it is bound to. Belongs to the
 * thread of its transaction.
 */
final class Session {
  private final Link link;
  private final Database database;
  private final TenantId tenant;
  private final RowScope scope;

  Session(Link link, Database database, TenantId tenant) {
    this.link = link;
    this.database = database;
    this.tenant = tenant;
    this.scope = RowScope.of(tenant);
  }

  /** For a statement: the transaction is not {@link #isUntouched} any more. */
  Link link() {
    link.touch();
    RoundTrip.enter(link, database, scope);
    return link;
  }

  /** As {@link #link}, for Jdbi. */
  Handle handle() {
    return link().handle();
  }

  Database database() {
    return database;
  }

  TenantId tenant() {
    return tenant;
  }

  /** Whether nothing has been read, written or locked in the transaction. */
  boolean isUntouched() {
    return link.isUntouched();
  }

  /** A round trip that knows {@code :tenant}. */
  RoundTrip roundTrip() {
    link.touch();
    return RoundTrip.of(link, database, scope).bind("tenant", tenant.value());
  }

  void requireOwn(RecordedEvent event) {
    requireOwn(event.event().scope().tenant());
  }

  void requireOwn(TenantId owner) {
    if (!owner.equals(tenant)) {
      throw new RefusedException(
          "wrong_tenant",
          "an event of tenant %s cannot be stored in a transaction of tenant %s"
              .formatted(owner, tenant));
    }
  }

  void requireFound(boolean found, String what) {
    if (!found) {
      throw new RefusedException("unknown_id", "tenant %s has no %s".formatted(tenant, what));
    }
  }
}
