package io.revenueos.kernel.module;

import io.revenueos.kernel.tenant.ModuleRollout;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a module has come with the registered tenants.
 *
 * @param on for how many it is on
 * @param off for how many it is off
 * @param tenantsByReason how many, by the reason code of their {@link ModuleAccess.Verdict}
 */
public record ModuleSummary(
    ModuleManifest manifest,
    @Nullable ModuleRollout rolloutOrNull,
    int on,
    int off,
    Map<String, Integer> tenantsByReason) {
  public ModuleSummary {
    tenantsByReason = Map.copyOf(tenantsByReason);
  }

  public ModuleId id() {
    return manifest.id();
  }

  public Optional<ModuleRollout> rollout() {
    return Optional.ofNullable(rolloutOrNull);
  }
}
