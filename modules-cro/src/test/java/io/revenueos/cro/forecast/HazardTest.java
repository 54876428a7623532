package io.revenueos.cro.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.revenueos.cro.forecast.Exposure.Cause;
import io.revenueos.cro.forecast.Hazard.Season;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HazardTest {
  /** A table in which month 2 wins three times as often as months 0 and 1. */
  private static Exposure seasonal() {
    double[][] days = new double[3][AgeBins.COUNT];
    double[][] won = new double[3][AgeBins.COUNT];
    double[][] lost = new double[3][AgeBins.COUNT];
    for (int month = 0; month < 3; month++) {
      for (int bin = 0; bin < 10; bin++) {
        days[month][bin] = 100_000;
        won[month][bin] = (month == 2 ? 3_000 : 1_000) * (bin < 5 ? 1 : 2);
        lost[month][bin] = 500;
      }
    }
    return new Exposure(days, won, lost);
  }

  @Test
  void ageAndMonthAreToldApart() {
    Hazard hazard = new Hazard(seasonal(), Season.MONTH_IN_QUARTER, 0);
    assertThat(hazard.daily(Cause.WON, 3, 2) / hazard.daily(Cause.WON, 3, 0))
        .isCloseTo(3, within(0.01));
    assertThat(hazard.daily(Cause.WON, 40, 0)).isCloseTo(0.02, within(0.0005));
    assertThat(hazard.daily(Cause.LOST, 3, 1)).isCloseTo(0.005, within(0.0001));
    assertThat(hazard.daily(Cause.WON, 300, 0)).isZero();
    Hazard plain = new Hazard(seasonal(), Season.IGNORED, 0);
    assertThat(plain.daily(Cause.WON, 3, 2)).isEqualTo(plain.daily(Cause.WON, 3, 0));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void chancesAreThoseThatCame(long seed) {
    Reliability reliability =
        new Backtesting(Forecaster.of(Worlds.steady(seed, 700, 8), Measure.VALUE)).deals(28, 20);
    assertThat(reliability.brier()).isLessThan(reliability.brierOfBaseRate());
    assertThat(reliability.bands())
        .filteredOn(band -> band.deals() > 1000)
        .isNotEmpty()
        .allSatisfy(
            band ->
                assertThat(band.came().doubleValue())
                    .isCloseTo(band.said().doubleValue(), within(0.06)));
  }
}
