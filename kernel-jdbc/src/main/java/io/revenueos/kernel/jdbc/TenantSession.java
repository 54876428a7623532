package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;

/**
 * A transaction of {@link TenantDatabase}, while it lasts. Belongs to the thread that it was begun
 * by.
 *
 * <p>Every statement knows {@code :tenant}, {@code :tenantWide} and {@code :workspaces}, and names
 * the scope itself, so that H2 keeps to it as PostgreSQL does:
 *
 * <pre>{@code
 * where tenant_id = :tenant
 *   and (:tenantWide or workspace_id is null or workspace_id = any(:workspaces))
 * }</pre>
 */
public final class TenantSession {
  private final Handle handle;
  private final TenantScope scope;
  private final List<UUID> workspaces;

  TenantSession(Handle handle, TenantScope scope, List<UUID> workspaces) {
    this.handle = handle;
    this.scope = scope;
    this.workspaces = List.copyOf(workspaces);
  }

  public TenantScope scope() {
    return scope;
  }

  /** The workspace of new rows: the scope's, or else the one that has the tenant's own id. */
  public UUID home() {
    return scope.workspaceOrNull() == null
        ? scope.tenant().value()
        : scope.workspaceOrNull().value();
  }

  /**
   * @param sql a constant
   */
  public Query query(String sql) {
    return bound(handle.createQuery(sql));
  }

  /**
   * @param sql a constant
   */
  public Update update(String sql) {
    return bound(handle.createUpdate(sql));
  }

  private <S extends SqlStatement<S>> S bound(S statement) {
    // Statements that have no workspace do not ask for one.
    statement.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
    return statement
        .bind("tenant", scope.tenant().value())
        .bind("tenantWide", scope.workspaceOrNull() == null && scope.actorOrNull() == null)
        .bindArray("workspaces", UUID.class, workspaces);
  }
}
