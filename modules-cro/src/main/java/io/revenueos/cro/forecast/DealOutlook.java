package io.revenueos.cro.forecast;

import io.revenueos.cro.pipeline.DealRecord;
import java.math.BigDecimal;

/**
 * What is expected of an open deal in a window.
 *
 * @param chance to be won in it, 0 to 1
 * @param value what it would bring: its own value, else list price times what won deals brought of
 *     theirs, else the mean of won deals
 * @param zombie whether it is older than any deal that ever closed; its chance is 0
 */
public record DealOutlook(DealRecord deal, BigDecimal chance, BigDecimal value, boolean zombie) {
  public BigDecimal expected() {
    return value.multiply(chance);
  }
}
