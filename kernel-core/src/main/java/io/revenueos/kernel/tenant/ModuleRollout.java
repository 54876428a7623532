package io.revenueos.kernel.tenant;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;

/**
 * For whom a module is on among the tenants that have no {@link ModuleSwitch} for it.
 *
 * @param module the module's id
 * @param defaultEnabled false: on only for those that switch it on, and the beta if {@code
 *     betaOnly}
 * @param betaOnly on for tenants that take part in the beta and for no others
 * @param percent on for that share of tenants, 0 to 100; those in the beta are always among them
 * @param by who said so
 */
public record ModuleRollout(
    String module, boolean defaultEnabled, boolean betaOnly, int percent, String by) {
  private static final String CODE = "invalid_rollout";
  private static final int EVERYONE = 100;

  public ModuleRollout {
    Text.name(CODE, "module", module, 255);
    Text.name(CODE, "by", by, 255);
    if (percent < 0 || percent > EVERYONE) {
      throw new InvalidInputException(
          CODE, "percent", "expected 0 to 100, found %d".formatted(percent));
    }
  }

  /** On for everyone, as without any rollout. */
  public static ModuleRollout toEveryone(String module, String by) {
    return new ModuleRollout(module, true, false, EVERYONE, by);
  }

  public ModuleRollout offByDefault() {
    return new ModuleRollout(module, false, betaOnly, percent, by);
  }

  public ModuleRollout toBetaOnly() {
    return new ModuleRollout(module, defaultEnabled, true, percent, by);
  }

  public ModuleRollout toPercent(int newPercent) {
    return new ModuleRollout(module, defaultEnabled, betaOnly, newPercent, by);
  }
}
