package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Exposure.Cause;
import java.util.Arrays;

/**
 * The chance to be won on each day of a horizon: the product-limit of the two hazards, day by day
 * ("cumulative incidence", Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data,
 * 1980, chapter 7).
 */
final class WinChances {
  private final Known known;
  private final Hazard hazard;
  private final int from;
  private final int to;

  /**
   * @param from the first day that counts, from the origin on
   * @param to the day after the last
   */
  WinChances(Known known, Hazard hazard, int from, int to) {
    this.known = known;
    this.hazard = hazard;
    this.from = from;
    this.to = to;
  }

  /**
   * Of a deal that is there on the morning of a day at an age.
   *
   * @param age in days on that morning
   */
  double won(int day, int age, DealFactors.Pair factors) {
    return Arrays.stream(byDay(day, age, factors)).sum();
  }

  /** As {@link #won}, for each day that counts, of a deal like any other. */
  double[] byDay(int day, int age) {
    return byDay(day, age, DealFactors.Pair.NEUTRAL);
  }

  private double[] byDay(int day, int age, DealFactors.Pair factors) {
    double[] chances = new double[to - from];
    double open = 1;
    for (int d = day; d < to; d++) {
      int month = known.monthInQuarter(d);
      double win = factors.win() * hazard.daily(Cause.WON, age + d - day, month);
      double lose = factors.lose() * hazard.daily(Cause.LOST, age + d - day, month);
      double scale = win + lose > 1 ? 1 / (win + lose) : 1;
      if (d >= from) {
        chances[d - from] = open * win * scale;
      }
      open *= Math.max(0, 1 - win - lose);
    }
    return chances;
  }

  /** What is expected on each day that counts, of deals that are open and of those to come. */
  double[] expectedByDay() {
    double[] expected = new double[to - from];
    double[] values = known.open().valueByAge();
    for (int age = 0; age < values.length; age++) {
      if (values[age] > 0) {
        add(expected, byDay(known.origin(), age), values[age]);
      }
    }
    double[] coming = comingByDay();
    add(expected, coming, 1);
    return expected;
  }

  /** What is expected on each day that counts of deals that are not there yet. */
  double[] comingByDay() {
    double[] expected = new double[to - from];
    double arriving = known.open().arrivingValuePerDay();
    for (int day = known.origin(); arriving > 0 && day < to; day++) {
      add(expected, byDay(day, 0), arriving);
    }
    return expected;
  }

  private static void add(double[] sum, double[] chances, double value) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += chances[i] * value;
    }
  }
}
