package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Topic;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.tenant.TenantId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What stands still, as one node last read it. Immutable. */
record Standstill(
    boolean kernel,
    Set<String> tenants,
    Set<String> modules,
    Set<String> actionTypes,
    Set<Topic> topics) {

  static final Standstill NOTHING = new Standstill(false, Set.of(), Set.of(), Set.of(), Set.of());

  static Standstill of(Collection<Pause> pauses, ModuleMap moduleMap) {
    if (pauses.isEmpty()) {
      return NOTHING;
    }
    boolean kernel = false;
    Set<String> tenants = new HashSet<>();
    Set<String> modules = new HashSet<>();
    Set<String> types = new HashSet<>();
    Set<Topic> topics = new HashSet<>();
    for (Pause pause : pauses) {
      switch (pause.kind()) {
        case KERNEL -> kernel = true;
        case TENANT -> tenants.add(pause.id());
        case MODULE -> {
          modules.add(pause.id());
          topics.addAll(moduleMap.topicsOf(pause.id()));
        }
        case ACTION_TYPE -> types.add(pause.id());
      }
    }
    return new Standstill(
        kernel, Set.copyOf(tenants), Set.copyOf(modules), Set.copyOf(types), Set.copyOf(topics));
  }

  boolean holds(TenantId tenant) {
    return kernel || tenants.contains(tenant.toString());
  }

  boolean holds(KernelEvent event) {
    return holds(event.scope().tenant()) || topics.contains(event.topic());
  }

  /** Whether an action of a tenant whose policy belongs to a module must wait. */
  boolean holds(TenantId tenant, String module, ActionType type) {
    return holds(tenant) || modules.contains(module) || actionTypes.contains(type.name());
  }
}
