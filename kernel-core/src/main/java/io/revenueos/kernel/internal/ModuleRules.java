package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.module.ModuleAccess;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;

/** The modules of a kernel, and what the store says of them. */
record ModuleRules(KernelStore store, ModuleRegistry modules) {

  /**
   * @throws RefusedException when no such module is registered
   */
  ModuleAccess of(ModuleId id) {
    ModuleManifest manifest = modules.require(id).manifest();
    return new ModuleAccess(manifest, rollouts().get(id.value()));
  }

  Map<String, ModuleRollout> rollouts() {
    Map<String, ModuleRollout> byModule = new HashMap<>();
    store.rollouts().forEach(rollout -> byModule.put(rollout.module(), rollout));
    return byModule;
  }

  /**
   * @throws RefusedException when no such module is registered, or it is planned
   */
  void requireActive(ModuleId id) {
    if (!modules.require(id).manifest().active()) {
      throw new RefusedException(
          "module_planned", "module %s is planned: it cannot be enabled yet".formatted(id));
    }
  }

  static ModuleAccess.Verdict verdict(
      ModuleAccess access, Tenant tenant, KernelTransaction transaction) {
    String module = access.manifest().id().value();
    return access.verdict(tenant, transaction.moduleSwitches().find(module).orElse(null));
  }

  /**
   * The tenant of a transaction.
   *
   * @throws RefusedException when it is not registered
   */
  static Tenant requireTenant(TenantId id, KernelTransaction transaction) {
    return transaction.tenant().orElseThrow(() -> unknownTenant(id));
  }

  static RefusedException unknownTenant(TenantId id) {
    return new RefusedException(
        "unknown_tenant", "tenant %s is not registered; call Kernel.register".formatted(id));
  }
}
