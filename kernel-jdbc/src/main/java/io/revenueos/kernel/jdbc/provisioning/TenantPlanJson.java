package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantUser.Standing;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.tenant.WorkspaceRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The JSON form of a {@link TenantPlan}. */
record TenantPlanJson(String by) {

  TenantPlan read(String text) {
    JsonFields plan =
        JsonFields.of(TenantPlan.CODE, "", JsonObject.parse(text))
            .allow(
                "tenant_id",
                "slug",
                "name",
                "description",
                "is_active",
                "config",
                "workspaces",
                "users",
                "modules",
                "data");
    RegistrationPlan registration = registration(plan);
    TenantId tenant = registration.id();
    return new TenantPlan(
        registration,
        plan.each("workspaces").stream().map(one -> workspace(tenant, one)).toList(),
        plan.each("users").stream().map(TenantPlanJson::user).toList(),
        plan.fields("modules").map(this::modules).orElse(List.of()),
        plan.fields("data").map(TenantPlanJson::data).orElse(Map.of()));
  }

  private static RegistrationPlan registration(JsonFields plan) {
    TenantId id =
        plan.id("tenant_id").map(TenantId::new).orElseGet(() -> new TenantId(UUID.randomUUID()));
    return new RegistrationPlan(
        id,
        plan.required("slug"),
        plan.required("name"),
        plan.text("description").orElse(null),
        plan.flag("is_active").orElse(null),
        plan.object("config").orElse(null));
  }

  private static WorkspacePlan workspace(TenantId tenant, JsonFields one) {
    one.allow("id", "slug", "name", "owner", "settings", "status");
    String slug = one.required("slug");
    String name = one.required("name");
    WorkspaceId id =
        one.id("id").map(WorkspaceId::new).orElseGet(() -> WorkspacePlan.idOf(tenant, slug));
    UserId owner = one.id("owner").map(UserId::new).orElse(null);
    JsonObject settings = one.object("settings").orElse(null);
    Workspace.Status status = one.choice("status", Workspace.Status.class).orElse(null);
    return one.made(() -> new WorkspacePlan(id, slug, name, owner, settings, status));
  }

  private static UserPlan user(JsonFields one) {
    one.allow("user_id", "role", "roles", "workspaces");
    one.required("user_id");
    Set<Role> roles = new LinkedHashSet<>();
    List<String> names = one.texts("roles").orElse(List.of());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      roles.add(one.made("roles[%d]".formatted(i), () -> new Role(name)));
    }
    return new UserPlan(
        new UserId(one.id("user_id").orElseThrow()),
        one.choice("role", Standing.class).orElse(null),
        roles,
        one.each("workspaces").stream().map(TenantPlanJson::membership).toList());
  }

  private static UserPlan.Membership membership(JsonFields one) {
    one.allow("workspace", "role");
    return new UserPlan.Membership(
        one.required("workspace"),
        one.choice("role", WorkspaceRole.class).orElse(WorkspaceRole.MEMBER));
  }

  private List<ModuleSwitch> modules(JsonFields modules) {
    List<ModuleSwitch> positions = new ArrayList<>();
    for (String module : modules.keys()) {
      modules
          .flag(module)
          .map(on -> modules.made(module, () -> new ModuleSwitch(module, on, by)))
          .ifPresent(positions::add);
    }
    return positions;
  }

  private static Map<String, JsonObject> data(JsonFields data) {
    Map<String, JsonObject> byModule = new LinkedHashMap<>();
    for (String module : data.keys()) {
      data.object(module).ifPresent(part -> byModule.put(module, part));
    }
    return byModule;
  }
}
