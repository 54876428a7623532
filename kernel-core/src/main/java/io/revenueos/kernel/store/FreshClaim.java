package io.revenueos.kernel.store;

import io.revenueos.kernel.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is processed without claiming it first, and what must be so.
 *
 * @param registrationOrNull what the tenant's registration was taken to be; null for none
 */
public record FreshClaim(FreshEvent event, @Nullable Tenant registrationOrNull) {}
