package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The tables of a tenant, for repositories: every call is bound to a scope, and on PostgreSQL
 * row-level security holds it to that, whatever its statements ask for. Thread-safe.
 *
 * <p>A call within a call of the same thread is part of the same transaction.
 */
public final class TenantDatabase {
  private static final String HAS_WORKSPACE =
      "select 1 from workspaces where tenant_id = :tenant and id = :workspace and status = 'active'";
  private static final String HAS_USER =
      "select 1 from user_tenants where tenant_id = :tenant and user_id = :user";
  private static final String WORKSPACES =
      """
      select w.id from workspaces w
      where w.tenant_id = :tenant
        and (w.owner_id = :user
          or exists (
            select 1 from workspace_members m
            where m.tenant_id = w.tenant_id and m.workspace_id = w.id and m.user_id = :user)
          or exists (
            select 1 from user_tenants t
            where t.tenant_id = w.tenant_id and t.user_id = :user and t.role = 'admin'))
      """;

  private final Connections connections;
  private final Database database;

  private TenantDatabase(DataSource dataSource) {
    this.connections = new Connections(dataSource);
    this.database = Database.of(dataSource);
  }

  /**
   * @param dataSource stays the host's
   * @throws io.revenueos.kernel.error.UnavailableException when the database cannot be reached
   */
  public static TenantDatabase on(DataSource dataSource) {
    return new TenantDatabase(dataSource);
  }

  /**
   * Runs work in one transaction: it commits when the work returns, and rolls back without a trace
   * when it throws.
   *
   * @throws RefusedException when the tenant has no such workspace or user, or the user may not
   *     work in the workspace, or the thread is in a transaction of another scope already
   * @throws io.revenueos.kernel.error.UnavailableException when the database cannot do it just now
   */
  public <T> T inTransaction(TenantScope scope, Function<TenantSession, T> work) {
    return translating(() -> connections.inTransaction(link -> work.apply(session(link, scope))));
  }

  private TenantSession session(Link link, TenantScope scope) {
    RowScope rows = RowScope.of(scope);
    RowScope entered = link.scopeOrNull();
    if (entered != null && !entered.equals(rows)) {
      throw new RefusedException(
          "wrong_scope",
          "expected the scope of the transaction that this thread is in, found " + scope);
    }
    if (entered == null) {
      enter(link, RowScope.of(scope.tenant()));
    }
    List<UUID> workspaces = workspaces(link.handle(), scope);
    if (entered == null) {
      enter(link, rows);
    }
    return new TenantSession(link.handle(), scope, workspaces);
  }

  private void enter(Link link, RowScope rows) {
    if (database == Database.POSTGRESQL) {
      Handle handle = link.handle();
      handle
          .createQuery(RowScope.ENTER_AS_SOMEBODY)
          .bind("rowTenant", rows.tenant())
          .bind("rowTenants", rows.tenants())
          .bind("rowWorkspace", rows.workspace())
          .bind("rowUser", rows.user())
          .mapTo(String.class)
          .one();
    }
    link.enter(rows);
  }

  /** The workspaces that the scope is limited to; empty when it is the tenant as a whole. */
  private static List<UUID> workspaces(Handle handle, TenantScope scope) {
    if (scope.workspaceOrNull() != null) {
      requireWorkspace(handle, scope, scope.workspaceOrNull());
    }
    Actor actor = scope.actorOrNull();
    if (actor == null) {
      return scope.workspace().stream().map(WorkspaceId::value).toList();
    }
    if (!exists(handle.createQuery(HAS_USER).bind("user", actor.user().value()), scope)) {
      throw new RefusedException(
          "unknown_user", "tenant %s has no user %s".formatted(scope.tenant(), actor.user()));
    }
    List<UUID> own =
        handle
            .createQuery(WORKSPACES)
            .bind("tenant", scope.tenant().value())
            .bind("user", actor.user().value())
            .mapTo(UUID.class)
            .list();
    return scope.workspaceOrNull() == null ? own : List.of(required(own, scope));
  }

  private static void requireWorkspace(Handle handle, TenantScope scope, WorkspaceId workspace) {
    if (!exists(handle.createQuery(HAS_WORKSPACE).bind("workspace", workspace.value()), scope)) {
      throw new RefusedException(
          "unknown_workspace",
          "tenant %s has no active workspace %s".formatted(scope.tenant(), workspace));
    }
  }

  private static UUID required(List<UUID> own, TenantScope scope) {
    return own.stream()
        .filter(
            id -> scope.workspace().filter(workspace -> workspace.value().equals(id)).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "not_a_member",
                    "user %s is no member of workspace %s"
                        .formatted(
                            scope.actor().map(actor -> actor.user().toString()).orElse(""),
                            scope.workspace().map(WorkspaceId::toString).orElse(""))));
  }

  private static boolean exists(Query query, TenantScope scope) {
    return query.bind("tenant", scope.tenant().value()).mapTo(Integer.class).findOne().isPresent();
  }
}
