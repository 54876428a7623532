package io.revenueos.kernel.tenant;

import io.revenueos.kernel.json.Text;

/**
 * A tenant's own word on a module: it goes before any {@link ModuleRollout}.
 *
 * @param module the module's id
 * @param by who said so
 */
public record ModuleSwitch(String module, boolean enabled, String by) {
  private static final String CODE = "invalid_switch";

  public ModuleSwitch {
    Text.name(CODE, "module", module, 255);
    Text.name(CODE, "by", by, 255);
  }

  public static ModuleSwitch on(String module, String by) {
    return new ModuleSwitch(module, true, by);
  }

  public static ModuleSwitch off(String module, String by) {
    return new ModuleSwitch(module, false, by);
  }
}
