package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.NotInTenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of {@link TenantDatabase}, while it lasts. Belongs to the thread that it was begun
 * by.
 *
 * <p>Every statement knows {@code :tenant}, {@code :tenantWide} and {@code :workspaces}, and names
 * the scope itself, so that H2 keeps to it as PostgreSQL does: with {@link #IN_SCOPE}, or, on a
 * table without workspaces, {@code tenant_id = :tenant}. For a query {@code :workspaces} are those
 * that the scope's user sees, for an update those that they work in.
 */
public final class TenantSession {
  /** The condition that a row is the scope's. */
  public static final String IN_SCOPE =
      """
      tenant_id = :tenant
        and (:tenantWide or workspace_id is null or workspace_id = any(:workspaces))
      """;

  private static final String NO_ACCESS = "no_workspace_access";

  private final Link link;
  private final Handle handle;
  private final Database database;
  private final TenantScope scope;
  private final WorkspaceAccess access;

  TenantSession(Link link, Database database, TenantScope scope, WorkspaceAccess access) {
    this.link = link;
    this.handle = link.handle();
    this.database = database;
    this.scope = scope;
    this.access = access;
  }

  public TenantScope scope() {
    return scope;
  }

  /** On whose behalf; empty for the host's own. */
  public Optional<UserId> user() {
    return scope.actor().map(Actor::user);
  }

  /**
   * The workspace of new rows: the scope's, or else the one that has the tenant's own id.
   *
   * @throws RefusedException when there is none, or the scope's user may not work in it
   */
  public UUID home() {
    WorkspaceId named = scope.workspaceOrNull();
    if (named != null) {
      return requireWork(named.value());
    }
    UUID home = scope.tenant().value();
    if (!isRegistered(home)) {
      throw new RefusedException(
          "missing_workspace",
          "tenant %s has no workspace of its own id for new rows; name one with scope.in(workspace), or register the tenant"
              .formatted(scope.tenant()));
    }
    return requireWork(home);
  }

  private boolean isRegistered(UUID workspace) {
    return WorkspaceAccess.status(scope, workspace, handle).isPresent();
  }

  /**
   * The workspace of a new row that belongs to another row: the other one's, or else {@link #home}.
   *
   * @param otherOrNull the workspace of the other row
   * @throws RefusedException when the scope's user may not work in it
   */
  public UUID workspaceBeside(@Nullable UUID otherOrNull) {
    return otherOrNull == null ? home() : requireWork(otherOrNull);
  }

  /**
   * For rows that say themselves in which workspace they are. Of a tenant that is not registered
   * any may be named: nobody knows them.
   *
   * @throws RefusedException when the scope does not see one of them
   */
  public void requireSeen(Collection<WorkspaceId> workspaces) {
    boolean anyIsTaken = access.everywhere() && !isRegistered(scope.tenant().value());
    for (WorkspaceId workspace : anyIsTaken ? Set.<WorkspaceId>of() : Set.copyOf(workspaces)) {
      if (access.everywhere() && !isRegistered(workspace.value())) {
        throw NotInTenant.workspace(scope.tenant(), workspace);
      } else if (!access.everywhere() && !access.seen().contains(workspace.value())) {
        throw new RefusedException(
            NO_ACCESS, "%s does not see workspace %s".formatted(who(), workspace));
      }
    }
  }

  private UUID requireWork(UUID workspace) {
    if (!access.mayWorkIn(workspace)) {
      throw new RefusedException(
          NO_ACCESS,
          "%s may not work in workspace %s; name another with scope.in(workspace)"
              .formatted(who(), workspace));
    }
    return workspace;
  }

  /**
   * @param what what was to be changed, with its id
   * @throws RefusedException unless a statement changed a row
   */
  public void requireChanged(int rows, String what) {
    if (rows == 0) {
      throw unknown(what);
    }
  }

  /** For an id that is nobody's, another tenant's, or of a workspace out of the scope. */
  public RefusedException unknown(String what) {
    return new RefusedException("unknown_id", "%s has no %s in its scope".formatted(who(), what));
  }

  /**
   * For what concerns the tenant as a whole.
   *
   * @throws RefusedException when the scope's user is not an admin of the tenant
   */
  public void requireAdmin() {
    if (scope.actorOrNull() != null && !isAdmin()) {
      throw new RefusedException(
          "missing_role", "%s is not an admin of tenant %s".formatted(who(), scope.tenant()));
    }
  }

  /**
   * For what no user may see.
   *
   * @throws RefusedException when the scope has an actor
   */
  public void requireHost() {
    if (scope.actorOrNull() != null) {
      throw new RefusedException("host_only", who() + " may not see what only the host may");
    }
  }

  private boolean isAdmin() {
    return WorkspaceAccess.isAdmin(scope, handle);
  }

  private String who() {
    return user()
        .map(user -> "user %s".formatted(user))
        .orElseGet(() -> "tenant %s".formatted(scope.tenant()));
  }

  /**
   * @param sql a constant
   */
  public Query query(String sql) {
    return bound(handle.createQuery(sql), access.seen());
  }

  /**
   * A query that also knows {@code :beforeAt}, {@code :beforeId} and {@code :limit}.
   *
   * @param sql a constant, in descending order of a time and an id
   */
  public Query newestFirst(String sql, Page<TimeKey> page) {
    TimeKey last = page.afterOrNull() == null ? TimeKey.AFTER_ALL : page.afterOrNull();
    return query(sql)
        .bind("beforeAt", last.at())
        .bind("beforeId", last.id())
        .bind("limit", page.limit());
  }

  /**
   * A query that also knows {@code :afterAt}, {@code :afterId} and {@code :limit}.
   *
   * @param sql a constant, in ascending order of a time and an id
   */
  public Query soonestFirst(String sql, Page<TimeKey> page) {
    TimeKey last = page.afterOrNull() == null ? TimeKey.BEFORE_ALL : page.afterOrNull();
    return query(sql)
        .bind("afterAt", last.at())
        .bind("afterId", last.id())
        .bind("limit", page.limit());
  }

  /**
   * @param sql a constant
   * @throws RefusedException when the scope's user may not work in the scope's workspace, or in any
   */
  public Update update(String sql) {
    if (scope.workspaceOrNull() != null) {
      requireWork(scope.workspaceOrNull().value());
    } else if (!access.everywhere() && access.worked().isEmpty()) {
      throw new RefusedException(NO_ACCESS, who() + " may not work in any workspace");
    }
    return bound(handle.createUpdate(sql), access.worked());
  }

  /**
   * The tenant's registration, people and modules, in the same transaction.
   *
   * @throws RefusedException unless the scope is the tenant as a whole
   */
  public TenantAccount account() {
    if (scope.workspaceOrNull() != null || scope.actorOrNull() != null) {
      throw new RefusedException(
          "wrong_scope", "expected the tenant as a whole, found the scope " + scope);
    }
    return new TenantAccount(new Session(link, database, scope.tenant()), Tables.of(database));
  }

  private <S extends SqlStatement<S>> S bound(S statement, List<UUID> workspaces) {
    // Statements that have no workspace do not ask for one.
    statement.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
    return statement
        .bind("tenant", scope.tenant().value())
        .bind("tenantWide", access.everywhere())
        .bindArray("workspaces", UUID.class, workspaces);
  }
}
