package io.revenueos.kernel;

import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.module.ModuleManifest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How well a kernel is set up.
 *
 * @param store the store, as {@link io.revenueos.kernel.store.KernelStore#describe()} puts it
 * @param kernel what concerns no single module
 */
public record Health(String store, List<Check> kernel, List<ModuleHealth> modules) {
  public Health {
    kernel = List.copyOf(kernel);
    modules = List.copyOf(modules);
  }

  /** The sum of checks. */
  public enum Status {
    /** Every check passed. */
    HEALTHY,
    /** At least one check warns; what it is about does not work fully. */
    DEGRADED,
    /** At least one check failed; what it is about does not work. */
    UNHEALTHY;

    /** The name in JSON: {@code healthy}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Status of(Collection<Check> checks) {
      if (checks.stream().anyMatch(check -> check.result() == Result.FAIL)) {
        return UNHEALTHY;
      }
      return checks.stream().anyMatch(check -> check.result() == Result.WARN) ? DEGRADED : HEALTHY;
    }
  }

  /** How one check ended. */
  public enum Result {
    PASS,
    WARN,
    FAIL;

    /** The name in JSON: {@code pass}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One thing that was looked at, and what was found. */
  public record Check(String name, Result result, String detail) {}

  /** One module's checks. */
  public record ModuleHealth(ModuleManifest manifest, List<Check> checks) {
    public ModuleHealth {
      checks = List.copyOf(checks);
    }

    public ModuleId id() {
      return manifest.id();
    }

    public Status status() {
      return Status.of(checks);
    }
  }

  /** Over the kernel and all modules. */
  public Status status() {
    return Status.of(
        Stream.concat(kernel.stream(), modules.stream().flatMap(module -> module.checks().stream()))
            .toList());
  }
}
