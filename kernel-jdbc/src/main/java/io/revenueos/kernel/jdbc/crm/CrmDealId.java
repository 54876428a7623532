package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * By which a tenant's CRM knows a deal.
 *
 * @param value up to {@value #MAX_LENGTH} characters
 */
public record CrmDealId(String value) {
  private static final int MAX_LENGTH = 255;

  public CrmDealId {
    Text.name("invalid_deal", "crm_id", value, MAX_LENGTH);
  }

  /** The id of its row: the same each time, and another for another tenant. */
  public DealId rowOf(TenantId tenant) {
    return new DealId(
        UUID.nameUUIDFromBytes((tenant + "/crm/deal/" + value).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return value;
  }
}
