package io.revenueos.cro.data;

import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * An open deal as a forecast saw it for the first time in this stage and with this value.
 *
 * @param at when the forecast was made
 */
public record DealSighting(DealId deal, Instant at, String stage, @Nullable Money valueOrNull) {
  /** The day of the forecast, UTC. */
  public LocalDate day() {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
