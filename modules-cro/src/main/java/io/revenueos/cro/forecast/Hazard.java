package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Exposure.Cause;
import java.util.Arrays;

/**
 * The daily chance of a deal to be won or lost, by its age and, if asked, by the month inside the
 * quarter: two competing risks in discrete time, {@code h(age, month) = h(age) x f(month)} for each
 * of them (Prentice et al., "The analysis of failure times in the presence of competing risks",
 * Biometrics 34, 1978; the factors by iterative proportional fitting, as for a Poisson regression
 * on the table of deal-days, Laird and Olivier, JASA 76, 1981). Deals that were already open when
 * recording started enter at the age they had then. Immutable.
 */
final class Hazard {
  /** Whether the month inside the quarter counts. */
  enum Season {
    IGNORED,
    MONTH_IN_QUARTER
  }

  private static final int MONTHS = 3;
  private static final int ROUNDS = 10;

  /** How many events a month's factor is pulled towards 1 with. */
  private static final double FACTOR_PRIOR = 20;

  private static final double HIGHEST = 0.9;

  private final Risk won;
  private final Risk lost;

  /**
   * @param prior how many events of the mean rate each age up to the oldest close is pulled towards
   *     that rate with, at least 0. A sum over many deals needs none, a single deal's chance does
   */
  Hazard(Exposure exposure, Season season, double prior) {
    won = new Risk(exposure, Cause.WON, season, prior);
    lost = new Risk(exposure, Cause.LOST, season, prior);
  }

  /** One of the two. */
  private static final class Risk {
    private final double[] rate;
    private final double[] factor;

    private Risk(Exposure exposure, Cause cause, Season season, double prior) {
      double[] factors = new double[MONTHS];
      Arrays.fill(factors, 1);
      double[] rates = rate(exposure, cause, factors, prior);
      for (int i = 0; season == Season.MONTH_IN_QUARTER && i < ROUNDS; i++) {
        factors = factor(exposure, cause, rates);
        rates = rate(exposure, cause, factors, prior);
      }
      rate = rates;
      factor = factors;
    }

    private double daily(int age, int monthInQuarter) {
      return Math.min(1, rate[AgeBins.of(age)] * factor[monthInQuarter]);
    }
  }

  private static double[] rate(Exposure exposure, Cause cause, double[] factor, double prior) {
    double[] events = new double[AgeBins.COUNT];
    double[] days = new double[AgeBins.COUNT];
    int oldest = oldest(exposure);
    double allEvents = 0;
    double allDays = 0;
    for (int bin = 0; bin <= oldest; bin++) {
      for (int month = 0; month < MONTHS; month++) {
        events[bin] += exposure.ended(cause, month, bin);
        days[bin] += exposure.days(month, bin) * factor[month];
      }
      allEvents += events[bin];
      allDays += days[bin];
    }
    double[] rate = new double[AgeBins.COUNT];
    double priorDays = allEvents > 0 ? prior * allDays / allEvents : 0;
    double priorEvents = priorDays > 0 ? prior : 0;
    for (int bin = 0; bin <= oldest; bin++) {
      double lived = days[bin] + priorDays;
      rate[bin] = lived > 0 ? Math.min(HIGHEST, (events[bin] + priorEvents) / lived) : 0;
    }
    return rate;
  }

  /** The oldest age at which any deal closed; negative when none did. */
  private static int oldest(Exposure exposure) {
    int oldest = -1;
    for (int bin = 0; bin < AgeBins.COUNT; bin++) {
      for (int month = 0; month < MONTHS; month++) {
        for (Cause cause : Cause.values()) {
          oldest = exposure.ended(cause, month, bin) > 0 ? bin : oldest;
        }
      }
    }
    return oldest;
  }

  private static double[] factor(Exposure exposure, Cause cause, double[] rate) {
    double[] factor = new double[MONTHS];
    for (int month = 0; month < MONTHS; month++) {
      double events = FACTOR_PRIOR;
      double expected = FACTOR_PRIOR;
      for (int bin = 0; bin < AgeBins.COUNT; bin++) {
        events += exposure.ended(cause, month, bin);
        expected += exposure.days(month, bin) * rate[bin];
      }
      factor[month] = events / expected;
    }
    return factor;
  }

  /** The chance that a deal of an age that is open on a morning is won, lost on that day. */
  double daily(Cause cause, int age, int monthInQuarter) {
    return (cause == Cause.WON ? won : lost).daily(age, monthInQuarter);
  }
}
