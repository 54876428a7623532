package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A contact as it is stored.
 *
 * @param workspaceOrNull null for a contact of the whole tenant
 */
public record Contact(
    ContactId id,
    @Nullable WorkspaceId workspaceOrNull,
    ContactDetails details,
    Status status,
    Instant createdAt,
    Instant updatedAt) {
  /** What a contact is to the tenant. Any may follow any other. */
  public enum Status {
    /** May become a customer. */
    PROSPECT,
    /** Is one. */
    CUSTOMER,
    /** Was one, or is out of reach. */
    INACTIVE,
    /** Kept, and out of the way. */
    ARCHIVED;

    /** The name in the database: {@code prospect}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its place in a list of the newest first. */
  public TimeKey key() {
    return new TimeKey(createdAt, id.value());
  }
}
