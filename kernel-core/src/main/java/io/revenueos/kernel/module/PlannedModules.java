package io.revenueos.kernel.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The executives that are announced and not built: AI CFO and AI COO. */
public final class PlannedModules {
  private PlannedModules() {}

  public static List<ExecModule> all() {
    return List.of(planned("ai_cfo.json"), planned("ai_coo.json"));
  }

  private static ExecModule planned(String resource) {
    return ExecModule.of(ModuleManifest.resource(PlannedModules.class, resource));
  }

  /** Modules of a host, and those of the planned ones whose ids it has not taken. */
  public static ModuleRegistry beside(List<ExecModule> modules) {
    Set<ModuleId> taken =
        modules.stream().map(module -> module.manifest().id()).collect(Collectors.toSet());
    List<ExecModule> all = new ArrayList<>(modules);
    all().stream().filter(planned -> !taken.contains(planned.manifest().id())).forEach(all::add);
    return ModuleRegistry.of(all);
  }
}
