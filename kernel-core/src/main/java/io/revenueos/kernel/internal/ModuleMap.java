package io.revenueos.kernel.internal;

import io.revenueos.kernel.event.Topic;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which module a policy belongs to, and which topics a module's policies answer. Immutable. */
public final class ModuleMap {
  private static final String NONE = "";

  private final Map<PolicyName, String> moduleOf = new HashMap<>();
  private final Map<String, Set<Topic>> topics = new HashMap<>();

  private ModuleMap() {}

  public static ModuleMap of(ModuleRegistry registry) {
    ModuleMap map = new ModuleMap();
    for (ExecModule module : registry.modules()) {
      String id = module.manifest().id().value();
      Set<Topic> answered = map.topics.computeIfAbsent(id, key -> new HashSet<>());
      for (Policy policy : module.policies()) {
        map.moduleOf.put(policy.name(), id);
        for (Trigger trigger : policy.triggers()) {
          trigger.sources().forEach(source -> answered.add(new Topic(trigger.type(), source)));
        }
      }
    }
    return map;
  }

  /** Empty for a policy outside any module. */
  String moduleOf(PolicyName policy) {
    return moduleOf.getOrDefault(policy, NONE);
  }

  /** Whether a module of this id is registered. */
  public boolean knows(String module) {
    return topics.containsKey(module);
  }

  Set<Topic> topicsOf(String module) {
    return topics.getOrDefault(module, Set.of());
  }
}
