package io.revenueos.kernel.tenant;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import org.jspecify.annotations.Nullable;

/**
 * A registered tenant.
 *
 * @param slug unique, for people and URLs: {@code first-touch-coaching}
 * @param active an inactive tenant may not emit
 * @param config free for the host, except for four members the kernel reads: {@code mode}, {@code
 *     policy_modes} (policy name to mode), {@code settings} (fact name to value) and {@code beta}
 *     (true or false)
 */
public record Tenant(
    TenantId id, String slug, String name, String description, boolean active, JsonObject config) {
  /** The member of {@link #config()} that says whether the tenant takes part in the beta. */
  public static final String BETA = "beta";

  private static final String CODE = "invalid_tenant";

  public Tenant {
    Slugs.check(CODE, slug);
    Text.name(CODE, "name", name, 200);
    Text.storable(CODE, "description", description);
  }

  /** An active tenant without a description and with an empty configuration. */
  public static Tenant of(TenantId id, String slug, String name) {
    return new Tenant(id, slug, name, "", true, JsonObject.empty());
  }

  public Tenant describedAs(String newDescription) {
    return new Tenant(id, slug, name, newDescription, active, config);
  }

  /** Whether what becomes of an event is the same by another registration of the tenant. */
  public boolean rulesAs(@Nullable Tenant otherOrNull) {
    return otherOrNull != null && active == otherOrNull.active && config.equals(otherOrNull.config);
  }

  public Tenant configured(JsonObject newConfig) {
    return new Tenant(id, slug, name, description, active, newConfig);
  }

  public Tenant deactivated() {
    return new Tenant(id, slug, name, description, false, config);
  }

  /** Whether it gets modules before others do. */
  public boolean inBeta() {
    return config.flag(BETA).orElse(false);
  }

  public Tenant activated() {
    return new Tenant(id, slug, name, description, true, config);
  }

  /** The workspace that every registered tenant has: with its own id, and called as it is. */
  public Workspace home() {
    return Workspace.of(new WorkspaceId(id.value()), Workspace.HOME_SLUG, name);
  }

  /** The scope of the seeds' external tenants: one workspace with the tenant's own id. */
  public TenantScope scope() {
    return TenantScope.of(id).in(new WorkspaceId(id.value()));
  }
}
