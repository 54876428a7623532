package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.tenant.TenantId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose registration is looked at before events are added: all of them are, or none.
 *
 * @param tenants in the order of their events; empty when somebody else has looked
 */
record Gate(Set<TenantId> tenants, Admission admission) {
  static final Gate OPEN = new Gate(Set.of(), Admission.EVERYONE);

  static Gate of(List<KernelEvent> events, Admission admission) {
    Set<TenantId> tenants = new LinkedHashSet<>();
    events.forEach(event -> tenants.add(event.scope().tenant()));
    return new Gate(tenants, admission);
  }

  /** Whose rows may be seen meanwhile. */
  RowScope scope() {
    return RowScope.ofAll(tenants);
  }

  boolean registeredOnly() {
    return admission == Admission.REGISTERED;
  }
}
