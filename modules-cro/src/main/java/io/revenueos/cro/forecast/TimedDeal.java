package io.revenueos.cro.forecast;

import io.revenueos.cro.pipeline.DealRecord;

/**
 * A deal with its days as numbers.
 *
 * @param closed {@link #STILL_OPEN} while it is open
 * @param value what it brought; 0 unless it was won
 * @param list its product's list price; not a number when there is none
 */
record TimedDeal(DealRecord deal, int engaged, int closed, double value, double list) {
  static final int STILL_OPEN = Integer.MAX_VALUE;

  boolean won() {
    return deal.isWon();
  }

  boolean hasListPrice() {
    return !Double.isNaN(list);
  }

  boolean openOn(int origin) {
    return engaged < origin && closed >= origin;
  }
}
