package io.revenueos.cmo.experiment;

import io.revenueos.statistics.inference.Proportion;
import io.revenueos.statistics.inference.Sample;
import java.util.Arrays;

/**
 * One variant, with a value for each of its units: the mean of the unit's rows.
 *
 * @param rows how many measurements there are behind them
 */
public record Arm(String variant, Sample units, int rows) {
  /** How many units there are: what counts. */
  public int size() {
    return units.size();
  }

  /** Whether every unit either did it or did not. */
  boolean isYesOrNo() {
    return Arrays.stream(units.values()).allMatch(value -> value == 0 || value == 1);
  }

  Proportion proportion() {
    return new Proportion(Math.round(Arrays.stream(units.values()).sum()), size());
  }
}
