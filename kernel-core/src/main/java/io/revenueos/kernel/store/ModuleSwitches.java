package io.revenueos.kernel.store;

import io.revenueos.kernel.tenant.ModuleSwitch;
import java.util.List;
import java.util.Optional;

/** The modules that one transaction's tenant has switched on or off itself. */
public interface ModuleSwitches {
  /** In the order of the modules' ids. */
  List<ModuleSwitch> all();

  Optional<ModuleSwitch> find(String module);

  /** Adds a switch, or replaces the one of the same module. */
  void set(ModuleSwitch position);

  /**
   * Leaves the module to its rollout.
   *
   * @return false when it was left to it before
   */
  boolean clear(String module);
}
