package io.revenueos.cro.data;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The open deals as a forecast saw them.
 *
 * @param id the forecast's: the same on every attempt at it
 * @param takenAt when the forecast was made
 * @param deals in the order of their ids
 */
public record StoredSnapshot(UUID id, Instant takenAt, List<OpenDeal> deals) {
  /**
   * A deal as it stood.
   *
   * @param workspaceOrNull null for a deal of the whole tenant
   * @param stage up to 1,048,576 characters
   * @param expectedCloseOrNull the day on which it was expected to close
   */
  public record OpenDeal(
      DealId deal,
      @Nullable WorkspaceId workspaceOrNull,
      String stage,
      @Nullable Money valueOrNull,
      @Nullable LocalDate expectedCloseOrNull) {
    /**
     * @throws InvalidInputException naming the column of what cannot be
     */
    public OpenDeal {
      new RowCheck("invalid_snapshot").text("stage", stage);
    }

    static OpenDeal of(Deal deal) {
      return new OpenDeal(
          deal.id(),
          deal.workspaceOrNull(),
          deal.details().terms().stage(),
          deal.details().terms().valueOrNull(),
          deal.details().terms().expectedCloseOrNull());
    }
  }

  public StoredSnapshot {
    deals =
        deals.stream()
            .sorted(Comparator.comparing(deal -> deal.deal().value().toString()))
            .toList();
  }

  /** Those of a tenant's deals that are open, as they were read. */
  public static StoredSnapshot of(UUID id, Instant takenAt, TenantDeals deals) {
    return new StoredSnapshot(
        id, takenAt, deals.deals().stream().filter(Deal::isOpen).map(OpenDeal::of).toList());
  }
}
