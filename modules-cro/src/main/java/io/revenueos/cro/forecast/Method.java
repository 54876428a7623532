package io.revenueos.cro.forecast;

import java.util.Locale;
import java.util.Set;

/** The ways to forecast among which the past decides, the simplest first. */
public enum Method {
  /**
   * What was won in the last period of the same length. The fallback, and what others must beat.
   */
  LAST_PERIOD("last period"),
  /** What was won in the same period of the last quarter: the seasonal naive forecast. */
  SAME_OF_LAST_QUARTER("same period of last quarter"),
  /** The mean of the past periods of the same length. */
  MEAN_OF_PAST("mean of past periods"),
  /** The mean of the same period of all past quarters. */
  MEAN_OF_QUARTERS("mean of the same period of past quarters"),
  /** The open pipeline times the share of it that was won in such a period in the past. */
  OWN_YIELD("own yield of the open pipeline"),
  /** Every open deal by the chance of its age, and the deals to come. */
  HAZARD("hazard by age"),
  /** The same by age and month inside the quarter. */
  SEASONAL_HAZARD("hazard by age and month in quarter"),
  /** The same, times the median of what was won over what it had said. */
  RECALIBRATED_HAZARD("recalibrated hazard by age and month in quarter"),
  /** A mean of those that have done best, weighted by how well. */
  COMBINATION("combination of the best");

  /** What anyone can work out by hand. */
  static final Set<Method> SIMPLE = Set.of(LAST_PERIOD, SAME_OF_LAST_QUARTER, MEAN_OF_PAST);

  private final String words;

  Method(String words) {
    this.words = words;
  }

  /** In lower_snake_case, for machines. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String words() {
    return words;
  }
}
