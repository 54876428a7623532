package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deal as it is stored.
 *
 * @param workspaceOrNull null for a deal of the whole tenant
 * @param leadOrNull whom it is made with
 */
public record Deal(
    DealId id,
    @Nullable WorkspaceId workspaceOrNull,
    @Nullable LeadId leadOrNull,
    DealDetails details,
    History history) {

  /**
   * What has become of a deal.
   *
   * @param closedOnOrNull null while it is open
   * @param lastActivityAtOrNull null when nothing has happened
   */
  public record History(
      @Nullable LocalDate closedOnOrNull,
      @Nullable Instant lastActivityAtOrNull,
      @Nullable UserId createdByOrNull,
      Instant createdAt,
      Instant updatedAt) {}

  /** A place in a list of the deals that close soonest. */
  public record ClosingKey(LocalDate day, UUID id) {}

  /** Its place in a list of the newest first. */
  public TimeKey key() {
    return new TimeKey(history.createdAt(), id.value());
  }

  public boolean isOpen() {
    return history.closedOnOrNull() == null;
  }
}
