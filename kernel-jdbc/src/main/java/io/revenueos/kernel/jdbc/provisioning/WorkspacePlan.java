package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as it is wanted. What is null stays as it is; for a new workspace it is what {@link
 * Workspace#of} says.
 */
public record WorkspacePlan(
    WorkspaceId id,
    String slug,
    String name,
    @Nullable UserId ownerOrNull,
    @Nullable JsonObject settingsOrNull,
    Workspace.@Nullable Status statusOrNull) {

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException when there can be no such workspace
   */
  public WorkspacePlan {
    // It refuses what is wrong.
    Workspace.of(id, slug, name);
  }

  public static WorkspacePlan of(WorkspaceId id, String slug, String name) {
    return new WorkspacePlan(id, slug, name, null, null, null);
  }

  /**
   * The id of a workspace that is known by its slug only, the same every time: the tenant's own for
   * {@value Workspace#HOME_SLUG}, else one made from both.
   */
  public static WorkspaceId idOf(TenantId tenant, String slug) {
    if (slug.equals(Workspace.HOME_SLUG)) {
      return new WorkspaceId(tenant.value());
    }
    byte[] name = (tenant + "/" + slug).getBytes(StandardCharsets.UTF_8);
    return new WorkspaceId(UUID.nameUUIDFromBytes(name));
  }

  Workspace over(Optional<Workspace> before) {
    Workspace there = before.orElse(Workspace.of(id, slug, name));
    return new Workspace(
        id,
        slug,
        name,
        ownerOrNull == null ? there.ownerOrNull() : ownerOrNull,
        Optional.ofNullable(settingsOrNull).orElse(there.settings()),
        Optional.ofNullable(statusOrNull).orElse(there.status()));
  }
}
