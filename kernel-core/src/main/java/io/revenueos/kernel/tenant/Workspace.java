package io.revenueos.kernel.tenant;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a tenant that its users see and work in.
 *
 * @param slug unique in the tenant, for people and URLs
 * @param ownerOrNull a user of the tenant; null for nobody
 * @param settings free for the host
 */
public record Workspace(
    WorkspaceId id,
    String slug,
    String name,
    @Nullable UserId ownerOrNull,
    JsonObject settings,
    Status status) {
  /** What the workspace with the tenant's own id is called, until somebody renames it. */
  public static final String HOME_SLUG = "default";

  private static final String CODE = "invalid_workspace";

  /** What can be done in a workspace. */
  public enum Status {
    /** It can be worked in. */
    ACTIVE,
    /** It is kept, and refuses requests to modules. */
    ARCHIVED;

    /** The name in JSON and in the database: {@code active}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Status ofStored(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }

  public Workspace {
    Slugs.check(CODE, slug);
    Text.name(CODE, "name", name, 200);
  }

  /** An active workspace that nobody owns, without settings. */
  public static Workspace of(WorkspaceId id, String slug, String name) {
    return new Workspace(id, slug, name, null, JsonObject.empty(), Status.ACTIVE);
  }

  public Workspace called(String newSlug) {
    return new Workspace(id, newSlug, name, ownerOrNull, settings, status);
  }

  public Workspace ownedBy(UserId owner) {
    return new Workspace(id, slug, name, owner, settings, status);
  }

  public Workspace configured(JsonObject newSettings) {
    return new Workspace(id, slug, name, ownerOrNull, newSettings, status);
  }

  public Workspace archived() {
    return new Workspace(id, slug, name, ownerOrNull, settings, Status.ARCHIVED);
  }

  public Optional<UserId> owner() {
    return Optional.ofNullable(ownerOrNull);
  }
}
