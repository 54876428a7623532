package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a tenant is to have. What a plan does not name stays as it is.
 *
 * @param workspaces beside the one with the tenant's own id, which is always there; it may be named
 *     too
 * @param users their owners included, unless they belong to the tenant already
 * @param modules those that the tenant itself switches on or off
 * @param data what modules set up, by module
 */
public record TenantPlan(
    RegistrationPlan registration,
    List<WorkspacePlan> workspaces,
    List<UserPlan> users,
    List<ModuleSwitch> modules,
    Map<String, JsonObject> data) {
  static final String CODE = "invalid_plan";

  /**
   * @throws InvalidInputException when something stands twice in it, or a user is to work in a
   *     workspace that is not
   */
  public TenantPlan {
    workspaces = List.copyOf(workspaces);
    users = List.copyOf(users);
    modules = List.copyOf(modules);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    once("workspaces", "id", workspaces.stream().map(WorkspacePlan::id).toList());
    once("workspaces", "slug", workspaces.stream().map(WorkspacePlan::slug).toList());
    once("users", "user_id", users.stream().map(UserPlan::id).toList());
    once("modules", "id", modules.stream().map(ModuleSwitch::module).toList());
    checkHome(registration.id(), workspaces);
    Map<String, WorkspaceId> bySlug = bySlug(registration.id(), workspaces);
    for (int i = 0; i < users.size(); i++) {
      checkMemberships("users[%d].workspaces".formatted(i), users.get(i), bySlug);
    }
  }

  private static void once(String list, String field, List<?> keys) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!seen.add(keys.get(i))) {
        throw new InvalidInputException(
            CODE,
            "%s[%d].%s".formatted(list, i, field),
            "expected one that stands once, found %s again"
                .formatted(Text.quoted(keys.get(i).toString())));
      }
    }
  }

  private static void checkHome(TenantId tenant, List<WorkspacePlan> workspaces) {
    for (int i = 0; i < workspaces.size(); i++) {
      WorkspacePlan plan = workspaces.get(i);
      if (plan.slug().equals(Workspace.HOME_SLUG) && !plan.id().value().equals(tenant.value())) {
        throw new InvalidInputException(
            CODE,
            "workspaces[%d].id".formatted(i),
            "expected the tenant's own id for the slug \"%s\", found %s"
                .formatted(Workspace.HOME_SLUG, plan.id()));
      }
    }
  }

  private static void checkMemberships(
      String path, UserPlan user, Map<String, WorkspaceId> bySlug) {
    Set<WorkspaceId> seen = new HashSet<>();
    for (int i = 0; i < user.memberships().size(); i++) {
      String slug = user.memberships().get(i).workspace();
      WorkspaceId id = bySlug.get(slug);
      if (id == null || !seen.add(id)) {
        throw new InvalidInputException(
            CODE,
            "%s[%d].workspace".formatted(path, i),
            id == null
                ? "expected one of %s, found %s"
                    .formatted(String.join(", ", bySlug.keySet()), Text.quoted(slug))
                : "expected a workspace that stands once, found %s again"
                    .formatted(Text.quoted(slug)));
      }
    }
  }

  private static Map<String, WorkspaceId> bySlug(TenantId tenant, List<WorkspacePlan> workspaces) {
    Map<String, WorkspaceId> bySlug = new TreeMap<>();
    bySlug.put(Workspace.HOME_SLUG, new WorkspaceId(tenant.value()));
    workspaces.forEach(workspace -> bySlug.put(workspace.slug(), workspace.id()));
    return bySlug;
  }

  /** Nothing but a registration. */
  public static TenantPlan of(Tenant tenant) {
    return new TenantPlan(RegistrationPlan.of(tenant), List.of(), List.of(), List.of(), Map.of());
  }

  /**
   * Reads the JSON form strictly. A tenant without an id gets a random one.
   *
   * @param by who says which modules are on, up to 255 characters
   * @throws InvalidInputException naming the path of what is wrong, what was found and what is
   *     allowed
   */
  public static TenantPlan parse(String json, String by) {
    return new TenantPlanJson(by).read(json);
  }

  public TenantId tenant() {
    return registration.id();
  }

  TenantScope scope() {
    return TenantScope.of(tenant());
  }

  /** Of a workspace that one of the users is to work in. */
  WorkspaceId workspace(String slug) {
    WorkspaceId home = new WorkspaceId(tenant().value());
    return bySlug(tenant(), workspaces).getOrDefault(slug, home);
  }

  boolean namesHome() {
    return workspaces.stream().anyMatch(plan -> plan.id().value().equals(tenant().value()));
  }
}
