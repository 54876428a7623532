package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.internal.Registrations.Registration;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a node believes of its tenants, and for how long not. */
class RegistrationsTest {
  private static final TenantId ID = Entities.tenant(1);
  private static final Tenant TENANT = Tenant.of(ID, "first", "First");
  private static final Claim REGISTERED = new Claim(TENANT, List.of(), Set.of(), false);
  private static final Claim UNREGISTERED = new Claim(null, List.of(), Set.of(), false);

  private final AtomicLong nanos = new AtomicLong();
  private final Registrations registrations = new Registrations(nanos::get);

  @Test
  void aTenantIsKnownByTheLastClaim() {
    assertThat(registrations.of(ID)).isEmpty();
    registrations.found(ID, UNREGISTERED);
    assertThat(registrations.of(ID)).contains(new Registration(null));
    registrations.found(ID, REGISTERED);
    assertThat(registrations.of(ID)).contains(new Registration(TENANT));
    assertThat(registrations.of(Entities.tenant(2))).isEmpty();
  }

  @Test
  void whoeverWasMistakenAsksForAWhileWhateverItFinds() {
    registrations.found(ID, REGISTERED);
    registrations.mistaken(ID);
    nanos.addAndGet(TimeUnit.NANOSECONDS.convert(Registrations.CAUTION) - 1);
    registrations.found(ID, UNREGISTERED);
    assertThat(registrations.of(ID)).isEmpty();
    nanos.incrementAndGet();
    assertThat(registrations.of(ID)).contains(new Registration(null));
  }

  @Test
  void aBoundedNumberOfTenantsIsRemembered() {
    for (int i = 0; i <= Registrations.MOST; i++) {
      registrations.found(Entities.tenant(i), UNREGISTERED);
    }
    assertThat(registrations.of(Entities.tenant(0))).isEmpty();
    assertThat(registrations.of(Entities.tenant(Registrations.MOST))).isPresent();
  }
}
