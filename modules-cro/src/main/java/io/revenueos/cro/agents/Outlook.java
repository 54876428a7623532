package io.revenueos.cro.agents;

import io.revenueos.cro.data.Targets;
import io.revenueos.cro.data.TenantDeals;
import io.revenueos.cro.forecast.Forecast;
import io.revenueos.cro.forecast.Forecaster;
import io.revenueos.cro.forecast.Measure;
import io.revenueos.cro.forecast.PeriodForecast;
import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A period as it looks today, from enough history to say something.
 *
 * @param names of the deals, by id
 */
record Outlook(
    TenantDeals deals, PeriodForecast period, Forecast forecast, Map<String, String> names) {

  /**
   * @throws InvalidInputException when the period is over
   * @throws RefusedException when history is too thin, saying how many closed deals there are and
   *     how many it takes ({@code history_too_thin})
   */
  static Outlook of(DealDesk desk, AgentTask task) {
    TenantDeals deals = desk.dealsAsSeen(task);
    LocalDate day = deals.history().asOf();
    Period period =
        task.input().text("period").map(Period::parse).orElseGet(() -> Period.quarterOf(day));
    if (!period.end().isAfter(day)) {
      throw new InvalidInputException(
          "invalid_period",
          "period",
          "expected one that is not over on %s, found %s".formatted(day, period));
    }
    Optional<BigDecimal> target = new Targets(desk.database()).everybodys(task.scope(), period);
    PeriodForecast made =
        PeriodForecast.of(
            Forecaster.of(deals.history(), Measure.VALUE),
            period,
            day,
            deals.probabilities(),
            target);
    if (made.rest() instanceof Forecaster.Outcome.Refused refused) {
      throw new RefusedException("history_too_thin", refused.thin().problem());
    }
    return new Outlook(
        deals,
        made,
        made.made().orElseThrow(),
        deals.deals().stream()
            .collect(
                Collectors.toMap(deal -> deal.id().toString(), deal -> deal.details().name())));
  }

  /** What was won and what is still expected. */
  BigDecimal total() {
    return period.total().orElseThrow();
  }

  /** What the target is above the forecast; empty without a target. */
  Optional<BigDecimal> gap() {
    return period.target().map(target -> target.subtract(total()).max(BigDecimal.ZERO));
  }

  /** What every answer about a period begins with. */
  JsonObject figures() {
    return JsonObject.of("version", forecast.version())
        .with("period", period.period().toString())
        .with("as_of", period.asOf().toString())
        .with("currency", deals.currency())
        .with("forecast", total())
        .with("target", period.target().orElse(null))
        .with("gap", gap().orElse(null));
  }
}
