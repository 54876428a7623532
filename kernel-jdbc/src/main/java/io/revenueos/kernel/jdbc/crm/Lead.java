package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A lead as it is stored.
 *
 * @param workspaceOrNull null for a lead of the whole tenant
 * @param scoreOrNull 0 to 100; null when nobody scored it
 */
public record Lead(
    LeadId id,
    @Nullable WorkspaceId workspaceOrNull,
    LeadDetails details,
    Status status,
    @Nullable Integer scoreOrNull,
    Instant createdAt,
    Instant updatedAt) {
  /** How far it is. People move leads as they like: any status may follow any other. */
  public enum Status {
    /** Nobody has been in touch. */
    NEW,
    /** Somebody has been in touch. */
    CONTACTED,
    /** Worth a salesperson's time. */
    QUALIFIED,
    /** Not yet; kept warm. */
    NURTURING,
    /** Became a customer. */
    CLOSED_WON,
    /** Will not become one. */
    CLOSED_LOST;

    /** The name in the database: {@code closed_won}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its place in a list of the newest first. */
  public TimeKey key() {
    return new TimeKey(createdAt, id.value());
  }
}
