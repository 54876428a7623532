package io.revenueos.kernel.internal;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.PolicyName;
import java.util.Map;
import java.util.Optional;

/**
 * Which mode holds, the most specific first: the tenant's for this policy, the kernel's for this
 * policy, the tenant's, the kernel's.
 */
public record Modes(Mode kernel, Map<PolicyName, Mode> policies) {
  static final String TENANT_MODE = "mode";
  static final String TENANT_POLICY_MODES = "policy_modes";

  public Modes {
    policies = Map.copyOf(policies);
  }

  public Mode of(PolicyName policy, JsonObject tenantConfig) {
    JsonObject tenantPolicies = tenantConfig.object(TENANT_POLICY_MODES).orElse(JsonObject.empty());
    return tenantPolicies
        .text(policy.value())
        .map(text -> Mode.parse(TENANT_POLICY_MODES + "." + policy, text))
        .or(() -> Optional.ofNullable(policies.get(policy)))
        .or(() -> tenantConfig.text(TENANT_MODE).map(text -> Mode.parse(TENANT_MODE, text)))
        .orElse(kernel);
  }
}
