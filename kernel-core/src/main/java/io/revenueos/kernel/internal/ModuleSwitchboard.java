package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleAccess;
import io.revenueos.kernel.module.ModuleAccess.Verdict;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.module.ModuleSummary;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches modules on and off, and says for whom they are on. */
public final class ModuleSwitchboard {
  private static final Logger log = LoggerFactory.getLogger(ModuleSwitchboard.class);

  private final KernelStore store;
  private final ModuleRegistry modules;
  private final ModuleRules rules;

  public ModuleSwitchboard(KernelStore store, ModuleRegistry modules) {
    this.store = store;
    this.modules = modules;
    this.rules = new ModuleRules(store, modules);
  }

  public Verdict access(TenantId tenant, ModuleId id) {
    ModuleAccess access = rules.of(id);
    return inTransaction(
        tenant,
        transaction ->
            ModuleRules.verdict(
                access, ModuleRules.requireTenant(tenant, transaction), transaction));
  }

  /** Returns whether that changed anything. */
  public boolean set(TenantId tenant, ModuleSwitch position) {
    check(position);
    return change(tenant, position);
  }

  /**
   * @throws RefusedException when no such module is registered, or it is to be on and is planned
   */
  public void check(ModuleSwitch position) {
    ModuleId id = new ModuleId(position.module());
    if (position.enabled()) {
      rules.requireActive(id);
    } else {
      modules.require(id);
    }
  }

  private boolean change(TenantId tenant, ModuleSwitch position) {
    boolean changed = inTransaction(tenant, one -> set(tenant, position, one));
    if (changed) {
      log.info(
          "module {} is now {} for tenant {}, says {}",
          position.module(),
          position.enabled() ? "on" : "off",
          tenant,
          position.by());
    }
    return changed;
  }

  private static boolean set(
      TenantId tenant, ModuleSwitch position, KernelTransaction transaction) {
    ModuleRules.requireTenant(tenant, transaction);
    boolean same =
        transaction
            .moduleSwitches()
            .find(position.module())
            .filter(before -> before.enabled() == position.enabled())
            .isPresent();
    if (!same) {
      transaction.moduleSwitches().set(position);
    }
    return !same;
  }

  /** Returns how many were changed; nothing is when one of the tenants is not registered. */
  public int setForAll(Collection<TenantId> tenants, ModuleSwitch position) {
    rules.requireActive(new ModuleId(position.module()));
    Set<TenantId> once = new LinkedHashSet<>(tenants);
    for (TenantId tenant : once) {
      if (store.tenant(tenant).isEmpty()) {
        throw ModuleRules.unknownTenant(tenant);
      }
    }
    int changed = 0;
    for (TenantId tenant : once) {
      changed += change(tenant, position) ? 1 : 0;
    }
    return changed;
  }

  /** Returns whether there was a switch. */
  public boolean clear(TenantId tenant, ModuleId id, String by) {
    modules.require(id);
    boolean changed =
        inTransaction(
            tenant,
            transaction -> {
              ModuleRules.requireTenant(tenant, transaction);
              return transaction.moduleSwitches().clear(id.value());
            });
    if (changed) {
      // The row that would say who did it is gone.
      log.info("module {} follows its rollout for tenant {}, says {}", id, tenant, by);
    }
    return changed;
  }

  /**
   * @throws RefusedException when no such module is registered, or it is planned
   */
  public void rollOut(ModuleRollout rollout) {
    rules.requireActive(new ModuleId(rollout.module()));
    store.rollOut(rollout);
    log.info("module {} is rolled out: {}", rollout.module(), rollout);
  }

  /** One summary per module, in the order of their ids. */
  public List<ModuleSummary> summary() {
    Map<String, ModuleRollout> rollouts = rules.rollouts();
    Map<ModuleAccess, Tally> tallies = new LinkedHashMap<>();
    for (ExecModule module : modules.modules()) {
      ModuleRollout rollout = rollouts.get(module.manifest().id().value());
      tallies.put(new ModuleAccess(module.manifest(), rollout), new Tally());
    }
    for (Tenant tenant : store.tenants()) {
      Map<String, ModuleSwitch> own = switches(tenant.id());
      tallies.forEach(
          (access, tally) -> tally.count(access.verdict(tenant, ofModule(own, access))));
    }
    return tallies.entrySet().stream().map(tally -> tally.getValue().of(tally.getKey())).toList();
  }

  private Map<String, ModuleSwitch> switches(TenantId tenant) {
    Map<String, ModuleSwitch> byModule = new LinkedHashMap<>();
    inTransaction(tenant, transaction -> transaction.moduleSwitches().all())
        .forEach(own -> byModule.put(own.module(), own));
    return byModule;
  }

  private static @Nullable ModuleSwitch ofModule(
      Map<String, ModuleSwitch> switches, ModuleAccess access) {
    return switches.get(access.manifest().id().value());
  }

  private <T> T inTransaction(TenantId tenant, Function<KernelTransaction, T> work) {
    return store.inTransaction(TenantScope.of(tenant), work);
  }

  /** Counts a module's tenants. */
  private static final class Tally {
    private final Map<String, Integer> byReason = new TreeMap<>();
    private int on;
    private int off;

    private void count(Verdict verdict) {
      byReason.merge(verdict.reasonCode(), 1, Integer::sum);
      if (verdict.enabled()) {
        on++;
      } else {
        off++;
      }
    }

    private ModuleSummary of(ModuleAccess access) {
      return new ModuleSummary(access.manifest(), access.rolloutOrNull(), on, off, byReason);
    }
  }
}
