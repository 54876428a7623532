package io.revenueos.kernel.module;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.policy.PolicyName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The modules of one kernel, checked against each other. Immutable. */
public final class ModuleRegistry {
  private final Map<ModuleId, ExecModule> byId;

  private ModuleRegistry(Map<ModuleId, ExecModule> byId) {
    this.byId = byId;
  }

  /**
   * @throws InvalidInputException when an id is registered twice or a requirement is missing
   */
  public static ModuleRegistry of(Collection<? extends ExecModule> modules) {
    Map<ModuleId, ExecModule> byId = new TreeMap<>();
    for (ExecModule module : modules) {
      ModuleId id = module.manifest().id();
      if (byId.putIfAbsent(id, module) != null) {
        throw new InvalidInputException(
            "invalid_module", "module " + id, "registered twice; each id may be registered once");
      }
    }
    for (ExecModule module : byId.values()) {
      Set<ModuleId> missing = new LinkedHashSet<>(module.manifest().requires());
      missing.removeAll(byId.keySet());
      if (!missing.isEmpty()) {
        throw new InvalidInputException(
            "invalid_module",
            "module " + module.manifest().id(),
            "requires %s, which is not registered; registered: %s"
                .formatted(missing, byId.keySet()));
      }
    }
    return new ModuleRegistry(byId);
  }

  /** All modules, in the order of their ids. */
  public List<ExecModule> modules() {
    return List.copyOf(byId.values());
  }

  public Optional<ExecModule> find(ModuleId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * @throws RefusedException when the module is unknown
   */
  public ExecModule require(ModuleId id) {
    return find(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    "unknown_module",
                    "module %s is not registered; registered: %s".formatted(id, byId.keySet())));
  }

  /** The module a policy belongs to; empty for one the host registered by itself. */
  public Optional<ExecModule> ownerOf(PolicyName policy) {
    return byId.values().stream()
        .filter(module -> module.policies().stream().anyMatch(own -> own.name().equals(policy)))
        .findFirst();
  }

  /**
   * The agent that serves a mode of an active module.
   *
   * @throws RefusedException when the module is unknown or planned, or has no such mode
   */
  public AgentSpec agentFor(ModuleId id, String mode) {
    ModuleManifest manifest = require(id).manifest();
    if (!manifest.active()) {
      throw new RefusedException(
          "module_planned", "module %s is planned: it cannot be requested yet".formatted(id));
    }
    return manifest
        .agentFor(mode)
        .orElseThrow(
            () ->
                new RefusedException(
                    "unknown_mode",
                    "module %s has no mode \"%s\"; it has %s"
                        .formatted(id, mode, manifest.modes())));
  }
}
