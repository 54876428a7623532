package io.revenueos.kernel.module;

import java.util.List;

/** The executives that are announced and not built: AI CFO and AI COO. */
public final class PlannedModules {
  private PlannedModules() {}

  public static List<ExecModule> all() {
    return List.of(planned("ai_cfo.json"), planned("ai_coo.json"));
  }

  private static ExecModule planned(String resource) {
    return ExecModule.of(ModuleManifest.resource(PlannedModules.class, resource));
  }
}
