package io.revenueos.kernel.internal;

import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the last claim found out about a tenant, for a batch that goes by it and has it checked when
 * it commits. Whoever was wrong about a tenant asks again for a while: something is going on there
 * that this node does not see. Thread-safe.
 */
final class Registrations {
  static final Duration CAUTION = Duration.ofMillis(100);
  static final int MOST = 1_000;

  private final LongSupplier nanos;
  // guarded by this
  private final Map<TenantId, Last> byTenant =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Last> eldest) {
          return size() > MOST;
        }
      };

  /**
   * What is known of a tenant.
   *
   * @param tenantOrNull null when it has no registration
   */
  record Registration(@Nullable Tenant tenantOrNull) {
    Optional<Tenant> tenant() {
      return Optional.ofNullable(tenantOrNull);
    }
  }

  /**
   * @param mistakenAt null when it was right so far
   */
  private record Last(Registration registration, @Nullable Long mistakenAt) {}

  Registrations(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Empty when a claim has to find out. */
  synchronized Optional<Registration> of(TenantId tenant) {
    return Optional.ofNullable(byTenant.get(tenant))
        .filter(last -> !isCautious(last))
        .map(Last::registration);
  }

  synchronized void found(TenantId tenant, Claim claim) {
    Last last = byTenant.get(tenant);
    byTenant.put(
        tenant,
        new Last(
            new Registration(claim.tenantOrNull()),
            last != null && isCautious(last) ? last.mistakenAt() : null));
  }

  synchronized void mistaken(TenantId tenant) {
    byTenant.computeIfPresent(
        tenant, (id, last) -> new Last(last.registration(), nanos.getAsLong()));
  }

  private boolean isCautious(Last last) {
    Long since = last.mistakenAt();
    return since != null && nanos.getAsLong() - since < TimeUnit.NANOSECONDS.convert(CAUTION);
  }
}
