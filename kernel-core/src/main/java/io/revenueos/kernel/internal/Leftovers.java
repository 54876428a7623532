package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.ClaimRequest;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells whether anything is left to do that does not stand still. Stateless. */
public final class Leftovers {
  /** When everything that waits for its next attempt is due. */
  private static final Instant SOME_DAY = Instant.parse("9999-01-01T00:00:00Z");

  private final Machinery machinery;
  private final Handlers handlers;

  public Leftovers(Machinery machinery, Handlers handlers) {
    this.machinery = machinery;
    this.handlers = handlers;
  }

  /** Whether there are events, or actions that this node has handlers for, now or later. */
  public boolean any() {
    Standstill standstill = machinery.controls().current();
    Set<TenantId> tenants = new LinkedHashSet<>();
    machinery.store().openPartitions(SOME_DAY).stream()
        .map(OpenPartition::tenant)
        .forEach(tenants::add);
    return tenants.stream().anyMatch(tenant -> hasEvents(tenant, standstill))
        || machinery.store().tenantsWithSteps().stream()
            .anyMatch(tenant -> hasSteps(tenant, standstill));
  }

  private boolean hasEvents(TenantId tenant, Standstill standstill) {
    if (standstill.holds(tenant)) {
      return false;
    }
    // A claim without anything written: it is given up when the transaction ends.
    Claim claim =
        machinery
            .store()
            .inTransaction(
                TenantScope.of(tenant),
                transaction ->
                    transaction
                        .queue()
                        .claim(
                            new ClaimRequest(
                                PartitionRange.all(), 1, SOME_DAY, standstill.topics())));
    boolean inactive = claim.tenant().filter(registered -> !registered.active()).isPresent();
    return !inactive && (!claim.events().isEmpty() || !claim.taken().isEmpty());
  }

  private boolean hasSteps(TenantId tenant, Standstill standstill) {
    Set<ActionType> types =
        handlers.types().stream()
            .filter(type -> !standstill.actionTypes().contains(type.name()))
            .collect(Collectors.toSet());
    return !standstill.holds(tenant)
        && machinery
            .store()
            .inTransaction(
                TenantScope.of(tenant),
                transaction -> transaction.steps().any(types, standstill.modules()));
  }
}
