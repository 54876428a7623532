package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Scenarios.Closing;
import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is said about a period.
 *
 * @param wonSoFar what was won in it before the day of the forecast
 * @param rest the forecast of what is left of it, or why there is none
 * @param scenarios the contract's rule, on what is left, with what was won so far
 * @param weighted the sum of value times chance of all live deals
 * @param openPipeline the value of all live deals
 * @param deals the live ones, the best first
 * @param zombies open deals older than any that ever closed, the oldest first; they are in nothing
 *     else
 * @param influences what the chances of single deals go by, beside age and month
 */
public record PeriodForecast(
    Period period,
    LocalDate asOf,
    BigDecimal wonSoFar,
    Forecaster.Outcome rest,
    Scenarios scenarios,
    BigDecimal weighted,
    BigDecimal openPipeline,
    Optional<BigDecimal> target,
    List<Milestone> milestones,
    List<DealOutlook> deals,
    List<DealOutlook> zombies,
    List<Influence> influences) {

  /** How far ahead a period may reach: the work grows with its days, and no history says more. */
  private static final int MOST_DAYS = 731;

  public PeriodForecast {
    milestones = List.copyOf(milestones);
    deals = List.copyOf(deals);
    zombies = List.copyOf(zombies);
    influences = List.copyOf(influences);
  }

  /**
   * Forecasts what is left of a period.
   *
   * @param asOf the history's day, before the period's end and at most two years before it
   * @param probabilities of deals by the CRM, by id; a deal without one has its computed chance
   * @throws InvalidInputException when the period is over or too far ahead
   */
  public static PeriodForecast of(
      Forecaster forecaster,
      Period period,
      LocalDate asOf,
      Map<String, BigDecimal> probabilities,
      Optional<BigDecimal> target) {
    Window window = Window.restOf(period, asOf);
    LocalDate reach = asOf.plusDays(MOST_DAYS);
    if (window.to().isAfter(reach)) {
      throw new InvalidInputException(
          "invalid_period",
          "period",
          "expected one that is over by %s, two years ahead, found %s".formatted(reach, period));
    }
    Forecaster.Outcome rest = forecaster.forecast(window);
    List<DealOutlook> open = forecaster.deals(window);
    List<DealOutlook> deals = open.stream().filter(deal -> !deal.zombie()).toList();
    boolean dated = deals.stream().anyMatch(deal -> deal.deal().expectedClose().isPresent());
    List<Closing> closing =
        deals.stream()
            .filter(
                deal -> !dated || deal.deal().expectedClose().filter(period::contains).isPresent())
            .map(deal -> closing(deal, probabilities))
            .toList();
    BigDecimal won = forecaster.wonIn(period);
    Scenarios rule = Scenarios.of(closing, forecaster.newPipeline(window));
    return new PeriodForecast(
        period,
        asOf,
        won,
        rest,
        new Scenarios(won.add(rule.commit()), won.add(rule.base()), won.add(rule.stretch())),
        Scenarios.weighted(deals.stream().map(deal -> closing(deal, probabilities)).toList()),
        deals.stream().map(DealOutlook::value).reduce(BigDecimal.ZERO, BigDecimal::add),
        target,
        rest.made().map(forecaster::milestones).orElse(List.of()),
        deals,
        zombies(open),
        forecaster.influences(window));
  }

  private static List<DealOutlook> zombies(List<DealOutlook> open) {
    return open.stream()
        .filter(DealOutlook::zombie)
        .sorted(
            Comparator.comparing((DealOutlook zombie) -> zombie.deal().engaged())
                .thenComparing(zombie -> zombie.deal().id()))
        .toList();
  }

  private static Closing closing(DealOutlook deal, Map<String, BigDecimal> probabilities) {
    return new Closing(deal.value(), probabilities.getOrDefault(deal.deal().id(), deal.chance()));
  }

  /** The forecast of what is left; empty when history is too thin. */
  public Optional<Forecast> made() {
    return rest.made();
  }

  /** What was won and what is still expected. */
  public Optional<BigDecimal> total() {
    return made().map(forecast -> forecast.amount().add(wonSoFar));
  }

  /** Empty without a target above 0. */
  public Optional<Coverage> coverage() {
    return target.filter(amount -> amount.signum() > 0).map(t -> Coverage.of(openPipeline, t));
  }
}
