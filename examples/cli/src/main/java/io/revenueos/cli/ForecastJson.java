package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cro.forecast.Forecast;
import io.revenueos.cro.forecast.Forecaster.Outcome;
import io.revenueos.cro.forecast.Interval;
import io.revenueos.cro.forecast.Standing;
import io.revenueos.cro.forecast.Thin;

/** A forecast as JSON. */
final class ForecastJson {
  private ForecastJson() {}

  static JsonLine of(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      Thin thin = refused.thin();
      return JsonLine.of("refused", thin.problem())
          .with("closed_deals", thin.closed())
          .with("closed_deals_needed", thin.needed());
    }
    Forecast forecast = ((Outcome.Made) outcome).forecast();
    return JsonLine.of("version", forecast.version())
        .with("from", forecast.window().from())
        .with("to", forecast.window().to().minusDays(1))
        .with("forecast", forecast.amount())
        .with("method", forecast.method().code())
        .with("interval", forecast.interval().map(ForecastJson::interval));
  }

  static JsonLine standings(Forecast forecast, JsonLine line) {
    return line.with("methods", forecast.standings().stream().map(ForecastJson::standing).toList());
  }

  private static JsonLine interval(Interval interval) {
    return JsonLine.of("low", interval.low())
        .with("high", interval.high())
        .with("level", interval.level())
        .with("windows", interval.windows());
  }

  private static JsonLine standing(Standing standing) {
    return JsonLine.of("method", standing.method().code())
        .with("forecast", standing.forecast())
        .with("wape", standing.wapeOrNull())
        .with("score", standing.scoreOrNull())
        .with("windows", standing.windows());
  }
}
