package io.revenueos.kernel.tenant;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose data a call may see and touch. Every call to the kernel and the store carries one; there is
 * no call without.
 *
 * @param workspaceOrNull null for the tenant as a whole
 * @param actorOrNull null for the host itself; never part of an event
 */
public record TenantScope(
    TenantId tenant, @Nullable WorkspaceId workspaceOrNull, @Nullable Actor actorOrNull) {
  public static TenantScope of(TenantId tenant) {
    return new TenantScope(tenant, null, null);
  }

  /** The same tenant, seen through one of its workspaces. */
  public TenantScope in(WorkspaceId workspace) {
    return new TenantScope(tenant, workspace, actorOrNull);
  }

  /** The same data, on somebody's behalf. */
  public TenantScope as(Actor actor) {
    return new TenantScope(tenant, workspaceOrNull, actor);
  }

  /** The same data, on nobody's behalf. */
  public TenantScope withoutActor() {
    return actorOrNull == null ? this : new TenantScope(tenant, workspaceOrNull, null);
  }

  public Optional<WorkspaceId> workspace() {
    return Optional.ofNullable(workspaceOrNull);
  }

  public Optional<Actor> actor() {
    return Optional.ofNullable(actorOrNull);
  }

  @Override
  public String toString() {
    String data = workspaceOrNull == null ? tenant.toString() : tenant + "/" + workspaceOrNull;
    return actorOrNull == null ? data : data + " as " + actorOrNull.user();
  }
}
