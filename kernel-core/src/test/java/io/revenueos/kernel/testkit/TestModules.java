package io.revenueos.kernel.testkit;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Policy;
import java.util.List;
import java.util.Map;

/** Modules with a valid manifest: one mode, {@code setup}, served by one agent. */
public final class TestModules {
  private TestModules() {}

  /** A valid manifest, to be changed with {@link JsonObject#with}. Its role is {@code sales}. */
  public static JsonObject manifestJson(String id) {
    return JsonObject.of("id", id)
        .with("name", "Test module")
        .with("version", "1.0.0")
        .with("description", "For tests.")
        .with("status", "active")
        .with("entry_agent", "intake")
        .with("modes", List.of("setup"))
        .with(
            "agents",
            Map.of(
                "intake",
                Map.of("prompt", "intake.md", "function", "test-intake", "mode", "setup")))
        .with("requires", List.of())
        .with("schemas", List.of("test_rows"))
        .with("docs", List.of())
        .with("permissions", Map.of("tenant_scoped", true, "roles", List.of("sales")))
        .with("table_prefix", "test_");
  }

  public static ExecModule module(String id, Policy... policies) {
    return module(ModuleManifest.parse(manifestJson(id).toJson()), List.of(), policies);
  }

  public static ExecModule module(
      ModuleManifest manifest, List<ActionHandler> handlers, Policy... policies) {
    record TestModule(ModuleManifest manifest, List<Policy> policies, List<ActionHandler> handlers)
        implements ExecModule {}
    return new TestModule(manifest, List.of(policies), handlers);
  }
}
