package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose registration is looked at before events are added, and which workspaces a registered tenant
 * must have: all are admitted, or none.
 *
 * @param tenants in the order of their events; empty when somebody else has looked
 */
record Gate(Set<TenantId> tenants, Set<Place> places, Admission admission) {
  static final Gate OPEN = new Gate(Set.of(), Set.of(), Admission.EVERYONE);

  /** A workspace as an event names it. */
  record Place(TenantId tenant, WorkspaceId workspace) {}

  static Gate of(List<KernelEvent> events, Admission admission) {
    Set<TenantId> tenants = new LinkedHashSet<>();
    Set<Place> places = new LinkedHashSet<>();
    for (KernelEvent event : events) {
      TenantScope scope = event.scope();
      tenants.add(scope.tenant());
      WorkspaceId workspace = scope.workspaceOrNull();
      if (workspace != null) {
        places.add(new Place(scope.tenant(), workspace));
      }
    }
    return new Gate(tenants, places, admission);
  }

  /** For events that are there already: where they belong has been looked at when they came. */
  Gate anywhere() {
    return new Gate(tenants, Set.of(), admission);
  }

  /** Whose rows may be seen meanwhile. */
  RowScope scope() {
    return RowScope.ofAll(tenants);
  }

  /** Binds what the statements ask that look at registrations and workspaces. */
  RoundTrip bindTo(RoundTrip trip) {
    return trip.bind("gated", Columns.uuids(tenants, TenantId::value))
        .bind("registeredOnly", admission == Admission.REGISTERED)
        .bind("placeTenants", Columns.uuids(places, place -> place.tenant().value()))
        .bind("places", Columns.uuids(places, place -> place.workspace().value()));
  }
}
