package io.revenueos.kernel.store;

import io.revenueos.kernel.tenant.TenantId;

/** A partition of a tenant's queue that has entries: where there may be work, not what it is. */
public record OpenPartition(TenantId tenant, int partition) {}
