package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.tenant.Tenant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks the four members of a tenant's configuration that the kernel reads, before it is kept. */
public record TenantRules(Map<String, Fact<?>> facts, Map<String, Policy> policies) {

  public static TenantRules of(PolicyEngine engine) {
    Map<String, Fact<?>> facts = new TreeMap<>();
    for (Policy policy : engine.policies()) {
      policy.facts().stream()
          .filter(fact -> !fact.equals(Fact.NOW))
          .forEach(fact -> facts.put(fact.name(), fact));
    }
    return new TenantRules(
        facts,
        engine.policies().stream()
            .collect(Collectors.toMap(policy -> policy.name().value(), policy -> policy)));
  }

  /**
   * @throws InvalidInputException naming the path inside the configuration
   */
  public void check(Tenant tenant) {
    JsonObject config = tenant.config();
    if (config.has(Modes.TENANT_MODE)) {
      checkMode("config." + Modes.TENANT_MODE, config, Modes.TENANT_MODE);
    }
    checkBeta(config);
    JsonObject policyModes = section(config, Modes.TENANT_POLICY_MODES);
    for (String name : policyModes.keys()) {
      String path = "config.%s.%s".formatted(Modes.TENANT_POLICY_MODES, name);
      if (!policies.containsKey(name)) {
        throw invalid(path, "unknown policy; known: " + new TreeMap<>(policies).keySet());
      }
      checkMode(path, policyModes, name);
    }
    JsonObject settings = section(config, KernelFacts.TENANT_SETTINGS);
    for (String name : settings.keys()) {
      Fact<?> fact = facts.get(name);
      if (fact == null) {
        throw invalid(
            "config.settings." + Text.quoted(name), "unknown setting; known: " + facts.keySet());
      }
      try {
        fact.read(settings);
      } catch (InvalidInputException invalid) {
        throw invalid("config.settings." + name, invalid.problem());
      }
    }
  }

  private static void checkBeta(JsonObject config) {
    if (config.has(Tenant.BETA) && config.flag(Tenant.BETA).isEmpty()) {
      throw invalid("config.beta", "expected true or false, found " + config.describe(Tenant.BETA));
    }
  }

  private static void checkMode(String path, JsonObject holder, String key) {
    if (holder.text(key).isEmpty()) {
      throw invalid(path, "expected shadow or enforce, found " + holder.describe(key));
    }
    Mode.parse(path, holder.text(key).get());
  }

  private static JsonObject section(JsonObject config, String name) {
    Optional<JsonObject> section = config.object(name);
    if (section.isEmpty() && config.has(name)) {
      throw invalid("config." + name, "expected an object, found " + config.describe(name));
    }
    return section.orElse(JsonObject.empty());
  }

  private static InvalidInputException invalid(String path, String problem) {
    return new InvalidInputException("invalid_tenant", path, problem);
  }
}
