package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Comparator;
import java.util.Map;
import java.util.ServiceLoader;

/** What a module sets up for a tenant, from its part of a {@link TenantPlan}. Thread-safe. */
public interface ProvisioningStep {
  /** The module's id: its part of a plan stands under this name. */
  String module();

  /**
   * Checks a part of a plan. Nothing has been written when this is called, and nothing may be.
   *
   * @return what is to be written
   * @throws io.revenueos.kernel.error.InvalidInputException naming the path of what is wrong
   */
  Prepared prepare(JsonFields data);

  /** How many rows a tenant has of what this step writes, by table. */
  Map<String, Long> count(TenantDatabase database, TenantScope scope);

  /** A part of a plan that has been checked. */
  interface Prepared {
    /**
     * Writes it: adds what is missing, changes what is named, removes nothing. The calling thread
     * is in the transaction of the whole plan, and calls on {@code database} are part of it.
     *
     * @param scope the tenant as a whole
     */
    Changes apply(TenantDatabase database, TenantScope scope);
  }

  /**
   * The steps on the class path that are named in {@code
   * META-INF/services/io.revenueos.kernel.jdbc.provisioning.ProvisioningStep}, by module.
   *
   * @throws java.util.ServiceConfigurationError when one cannot be made
   */
  static ProvisioningStep[] discover() {
    return ServiceLoader.load(ProvisioningStep.class, ProvisioningStep.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(ProvisioningStep::module))
        .toArray(ProvisioningStep[]::new);
  }
}
