package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.NotInTenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.TenantUser.Standing;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.tenant.WorkspaceRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * The workspaces that a scope is limited to.
 *
 * @param everywhere whether there is no limit but the tenant
 * @param seen empty when {@code everywhere}
 * @param worked those of {@code seen} whose rows may be changed
 */
record WorkspaceAccess(boolean everywhere, List<UUID> seen, List<UUID> worked) {
  private static final String STATUS =
      "select status from workspaces where tenant_id = :tenant and id = :workspace";
  private static final String STANDING =
      "select role from user_tenants where tenant_id = :tenant and user_id = :user";
  private static final String OWN =
      """
      select w.id, w.status = 'active' as is_active, w.owner_id = m.user_id as is_owner, m.role
      from workspace_members m
      join workspaces w on w.tenant_id = m.tenant_id and w.id = m.workspace_id
      where m.tenant_id = :tenant and m.user_id = :user
      union all
      select w.id, w.status = 'active', true, 'owner'
      from workspaces w
      where w.tenant_id = :tenant and w.owner_id = :user
      """;

  WorkspaceAccess {
    seen = List.copyOf(seen);
    worked = List.copyOf(worked);
  }

  private static final WorkspaceAccess EVERYWHERE = new WorkspaceAccess(true, List.of(), List.of());

  /** One of a user's workspaces. */
  private record Own(UUID id, boolean active, boolean works) {
    static Own of(ResultSet row) throws SQLException {
      boolean works =
          row.getBoolean("is_owner") || WorkspaceRole.ofStored(row.getString("role")).mayWork();
      return new Own(row.getObject("id", UUID.class), row.getBoolean("is_active"), works);
    }

    boolean canBeWorkedIn() {
      return active && works;
    }
  }

  /**
   * @throws RefusedException when the tenant has no such workspace or user, the workspace is
   *     archived, or the user does not see it
   */
  static WorkspaceAccess of(TenantScope scope, Handle handle) {
    WorkspaceId workspace = scope.workspaceOrNull();
    if (workspace != null) {
      requireActive(scope, workspace, handle);
    }
    Actor actor = scope.actorOrNull();
    if (actor == null || isAdmin(scope, actor, handle)) {
      return workspace == null ? EVERYWHERE : only(workspace);
    }
    List<Own> own = own(scope, actor, handle);
    return workspace == null ? ofAll(own) : ofOne(workspace, actor, own);
  }

  private static WorkspaceAccess only(WorkspaceId workspace) {
    return new WorkspaceAccess(false, List.of(workspace.value()), List.of(workspace.value()));
  }

  private static WorkspaceAccess ofAll(List<Own> own) {
    return new WorkspaceAccess(false, ids(own, place -> true), ids(own, Own::canBeWorkedIn));
  }

  private static WorkspaceAccess ofOne(WorkspaceId workspace, Actor actor, List<Own> own) {
    List<Own> place = own.stream().filter(one -> one.id().equals(workspace.value())).toList();
    if (place.isEmpty()) {
      throw new RefusedException(
          "no_workspace_access",
          "user %s is not a member of workspace %s".formatted(actor.user(), workspace));
    }
    return ofAll(place);
  }

  private static List<UUID> ids(List<Own> own, Predicate<Own> wanted) {
    return own.stream().filter(wanted).map(Own::id).distinct().toList();
  }

  private static void requireActive(TenantScope scope, WorkspaceId workspace, Handle handle) {
    String status =
        status(scope, workspace.value(), handle)
            .orElseThrow(() -> NotInTenant.workspace(scope.tenant(), workspace));
    if (!status.equals("active")) {
      throw new RefusedException(
          "archived_workspace", "workspace %s is archived".formatted(workspace));
    }
  }

  /** A workspace's status; empty when the tenant has no such workspace. */
  static Optional<String> status(TenantScope scope, UUID workspace, Handle handle) {
    return handle
        .createQuery(STATUS)
        .bind("tenant", scope.tenant().value())
        .bind("workspace", workspace)
        .mapTo(String.class)
        .findOne();
  }

  /** Whether the scope's user is an admin of the tenant. */
  static boolean isAdmin(TenantScope scope, Handle handle) {
    return scope.actor().filter(actor -> isAdmin(scope, actor, handle)).isPresent();
  }

  private static boolean isAdmin(TenantScope scope, Actor actor, Handle handle) {
    return handle
        .createQuery(STANDING)
        .bind("tenant", scope.tenant().value())
        .bind("user", actor.user().value())
        .mapTo(String.class)
        .findOne()
        .map(standing -> Standing.ofStored(standing) == Standing.ADMIN)
        .orElseThrow(() -> NotInTenant.user(scope.tenant(), actor.user()));
  }

  private static List<Own> own(TenantScope scope, Actor actor, Handle handle) {
    return handle
        .createQuery(OWN)
        .bind("tenant", scope.tenant().value())
        .bind("user", actor.user().value())
        .map((row, context) -> Own.of(row))
        .list();
  }

  boolean mayWorkIn(UUID workspace) {
    return everywhere || worked.contains(workspace);
  }
}
