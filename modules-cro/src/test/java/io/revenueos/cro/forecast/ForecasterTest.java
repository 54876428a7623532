package io.revenueos.cro.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.forecast.Forecaster.Outcome;
import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterTest {
  private static Outcome next28Days(DealHistory history, LocalDate origin) {
    return Forecaster.of(history, Measure.VALUE).forecast(origin, Window.days(origin, 28));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void erasingWhatCameLaterChangesNothing(long seed) {
    DealHistory all = Worlds.growing(seed, 400, 4);
    for (int day = 120; day < 372; day += 63) {
      LocalDate origin = Worlds.START.plusDays(day);
      Outcome then = next28Days(all, origin);
      assertThat(next28Days(all.asKnownOn(origin), origin)).isEqualTo(then);
      assertThat(then).isInstanceOf(Outcome.Made.class);
    }
  }

  @Test
  void theSameHistoryGivesTheSameForecastWhateverTheOrderOfItsDeals() {
    DealHistory history = Worlds.steady(7, 300, 5);
    List<DealRecord> reversed = new ArrayList<>(history.deals());
    Collections.reverse(reversed);
    DealHistory other = new DealHistory(history.asOf(), reversed, history.listPrices(), List.of());
    assertThat(next28Days(other, history.asOf()))
        .isEqualTo(next28Days(history, history.asOf()))
        .hasToString(next28Days(history, history.asOf()).toString());
  }

  @Test
  void aThinHistoryIsRefusedWithItsFigures() {
    Outcome few = next28Days(Worlds.steady(1, 40, 0.5), Worlds.START.plusDays(40));
    assertThat(few)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.thin().needed()).isEqualTo(30);
              assertThat(refused.thin().closed()).isLessThan(30);
              assertThat(refused.thin().problem())
                  .endsWith("closed deals are known on 2024-02-10; a forecast needs 30");
            });
    Outcome shortly =
        Forecaster.of(Worlds.steady(1, 60, 10), Measure.VALUE)
            .forecast(Window.days(Worlds.START.plusDays(60), 91));
    assertThat(shortly)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.thin().problem())
                    .contains("a forecast of 91 days needs as many"));
  }

  @Test
  void withoutARecordItFallsBackToTheLastPeriod() {
    DealHistory history = Worlds.steady(3, 60, 8);
    Forecast forecast =
        Forecaster.of(history, Measure.COUNT)
            .forecast(Window.days(history.asOf(), 31))
            .made()
            .orElseThrow();
    assertThat(forecast.method()).isEqualTo(Method.LAST_PERIOD);
    assertThat(forecast.standings()).isEmpty();
    assertThat(forecast.interval()).isEmpty();
    LocalDate from = history.asOf().minusDays(31);
    long won =
        history.deals().stream()
            .filter(
                deal ->
                    deal.isWon() && deal.closed().filter(day -> !day.isBefore(from)).isPresent())
            .count();
    assertThat(forecast.amount()).isEqualByComparingTo(BigDecimal.valueOf(won));
  }

  @Test
  void theLeastErrorWinsAndIsShownFirst() {
    DealHistory history = Worlds.growing(11, 420, 5);
    Forecast forecast = next28Days(history, history.asOf()).made().orElseThrow();
    assertThat(forecast.standings().get(0).method()).isEqualTo(forecast.method());
    assertThat(forecast.standings())
        .extracting(standing -> standing.score().orElseThrow())
        .isSortedAccordingTo(BigDecimal::compareTo);
    assertThat(forecast.version()).isEqualTo("revenue_os.forecast.v2");
    Interval interval = forecast.interval().orElseThrow();
    assertThat(interval.contains(forecast.amount())).isTrue();
    assertThat(interval.windows()).isEqualTo(26);
  }

  @Test
  void whereNothingWasWonNoErrorIsKnown() {
    DealHistory history = Worlds.steady(11, 420, 5);
    List<DealRecord> lost =
        history.deals().stream().map(deal -> deal.isWon() ? lost(deal) : deal).toList();
    DealHistory none = new DealHistory(history.asOf(), lost, history.listPrices(), List.of());
    Forecast forecast = next28Days(none, none.asOf()).made().orElseThrow();
    assertThat(forecast.standings()).isNotEmpty();
    assertThat(forecast.standings())
        .allSatisfy(
            standing -> {
              assertThat(standing.windows()).isGreaterThan(26);
              assertThat(standing.wape()).isEmpty();
              assertThat(standing.score()).isEmpty();
            });
    assertThat(forecast.interval()).isEmpty();
  }

  private static DealRecord lost(DealRecord deal) {
    return new DealRecord(
        deal.id(),
        "closed_lost",
        deal.owner(),
        deal.product(),
        io.revenueos.cro.pipeline.Outcome.LOST,
        null,
        deal.engaged(),
        deal.closed().orElseThrow(),
        null);
  }

  @Test
  void intervalsHoldAboutAsOftenAsTheySay() {
    int held = 0;
    int intervals = 0;
    for (long seed = 1; seed <= 4; seed++) {
      Backtest backtest =
          new Backtesting(Forecaster.of(Worlds.steady(seed, 500, 8), Measure.VALUE))
              .nextDays(28, 40);
      held += backtest.coverage().held();
      intervals += backtest.coverage().intervals();
    }
    assertThat((double) held / intervals).isBetween(0.65, 0.95);
  }

  @Test
  void zombiesAreCountedAndKeptOut() {
    DealHistory history = Worlds.steady(5, 300, 6);
    Forecast without = next28Days(history, history.asOf()).made().orElseThrow();
    List<DealRecord> deals = new ArrayList<>(history.deals());
    for (int i = 0; i < 500; i++) {
      deals.add(
          new DealRecord(
              "Z" + i,
              "demo",
              "Ada",
              "Large",
              io.revenueos.cro.pipeline.Outcome.OPEN,
              null,
              Worlds.START,
              null,
              null));
    }
    DealHistory haunted = new DealHistory(history.asOf(), deals, Worlds.PRICES, List.of());
    Forecast with = next28Days(haunted, history.asOf()).made().orElseThrow();
    assertThat(without.history().zombies()).isZero();
    assertThat(with.history().zombies()).isEqualTo(500);
    assertThat(with.history().open()).isEqualTo(without.history().open());
    assertThat(with.history().zombiesAge()).isBetween(50, 120);
  }

  @Test
  void aMonthInProgressIsForecastFromItsRest() {
    DealHistory history = Worlds.steady(9, 380, 6);
    Window rest = Window.restOf(Period.monthOf(history.asOf()), history.asOf());
    assertThat(rest.from()).isEqualTo("2025-01-15");
    assertThat(rest.to()).isEqualTo("2025-02-01");
    assertThat(Forecaster.of(history, Measure.VALUE).forecast(rest).made()).isPresent();
  }

  @Test
  void aPeriodMoreThanTwoYearsAheadIsRefused() {
    DealHistory history = Worlds.steady(9, 380, 6);
    Forecaster forecaster = Forecaster.of(history, Measure.VALUE);
    assertThatThrownBy(
            () ->
                PeriodForecast.of(
                    forecaster,
                    Period.parse("9999-Q4"),
                    history.asOf(),
                    Map.of(),
                    Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected one that is over by 2027-01-16, two years ahead");
  }

  @Test
  void aDayThatIsNotKnownIsRefused() {
    Forecaster forecaster = Forecaster.of(Worlds.steady(1, 100, 5), Measure.VALUE);
    LocalDate tomorrow = Worlds.START.plusDays(101);
    assertThatThrownBy(() -> forecaster.forecast(tomorrow, Window.days(tomorrow, 7)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found 2024-04-11");
    assertThat(new DealHistory(Worlds.START, List.of(), Map.of(), List.of()).closed()).isZero();
    assertThat(
            Forecaster.of(
                    new DealHistory(Worlds.START, List.of(), Map.of(), List.of()), Measure.VALUE)
                .forecast(Window.days(Worlds.START, 28)))
        .isInstanceOf(Outcome.Refused.class);
  }
}
