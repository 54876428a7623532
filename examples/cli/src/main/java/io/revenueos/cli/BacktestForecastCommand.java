package io.revenueos.cli;

import io.revenueos.cli.chart.ChartFile;
import io.revenueos.cro.forecast.Backtest;
import io.revenueos.cro.forecast.Backtesting;
import io.revenueos.cro.forecast.Forecaster;
import io.revenueos.cro.forecast.Measure;
import io.revenueos.cro.forecast.Reliability;
import io.revenueos.kernel.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests the forecast on a CRM's export. */
@Command(
    name = "forecast",
    header = "Test the forecast on a CRM's export, with what was known on each past morning.",
    description = {
      "",
      "On weekly mornings, and on the first morning of each month, the forecast is made from what was "
          + "known then, its choice of a method included, and held against what came. Beside it stand the "
          + "methods it chooses from and the rules of thumb. Rows that cannot be counted are named and "
          + "kept out."
    },
    footer = {
      "",
      "WAPE: the sum of the errors over the sum of what was won. MAPE: the mean of the",
      "errors, each over what was won. Bias: above 0 when too high.",
      "Windows that overlap are not independent: take small differences for none.",
      "Exit code 3: some rows were wrong and kept out."
    })
final class BacktestForecastCommand implements Callable<Integer> {
  private static final int MOST_LENGTH = 366;
  private static final int LEAST_ORIGINS = 4;

  private final Host host;

  @Parameters(paramLabel = "FILE.csv", description = "The export; - for standard input.")
  private String file = "";

  @Mixin private DealSource source;

  @Option(
      names = "--days",
      split = ",",
      paramLabel = "N",
      description = "How many days are forecast. Default: 28,91.")
  private @Nullable List<Integer> days;

  @Option(
      names = "--origins",
      paramLabel = "N",
      defaultValue = "104",
      description = "How many weekly mornings at most, the latest. Default: ${DEFAULT-VALUE}.")
  private int origins;

  @Option(
      names = "--count",
      description = "Forecast how many deals are won, not what they are worth.")
  private boolean count;

  @Option(names = "--chart", paramLabel = "FILE.png", description = "Draw it, too.")
  private @Nullable Path chart;

  @Mixin private OutputOptions output;

  BacktestForecastCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    List<Integer> lengths = days == null ? List.of(28, 91) : days;
    check(lengths);
    Optional<ChartFile> picture = Optional.ofNullable(chart).map(ChartFile::at);
    DealSource.Deals deals = source.read(host, file);
    Measure measure = count ? Measure.COUNT : Measure.VALUE;
    Backtesting backtesting = new Backtesting(Forecaster.of(deals.history(), measure));
    List<Backtest> backtests = new ArrayList<>();
    lengths.forEach(length -> backtests.add(backtesting.nextDays(length, origins)));
    backtests.add(backtesting.months());
    Reliability reliability = backtesting.deals(lengths.get(0), origins);
    BacktestReport report =
        new BacktestReport(host, deals, unit(deals), backtests, lengths.get(0), reliability);
    if (output.json) {
      report.json();
    } else {
      report.show();
    }
    if (picture.isPresent()) {
      picture.get().write(ForecastCharts.of(backtests, reliability, lengths.get(0), unit(deals)));
    }
    return deals.someWrong() ? ExitCode.REFUSED : ExitCode.OK;
  }

  private String unit(DealSource.Deals deals) {
    return count ? "deals" : deals.currency();
  }

  private void check(List<Integer> lengths) {
    for (int length : lengths) {
      if (length < 1 || length > MOST_LENGTH) {
        throw new InvalidInputException(
            "invalid_argument",
            "--days",
            "expected 1 to %d, found %d".formatted(MOST_LENGTH, length));
      }
    }
    if (origins < LEAST_ORIGINS) {
      throw new InvalidInputException(
          "invalid_argument",
          "--origins",
          "expected at least %d, found %d".formatted(LEAST_ORIGINS, origins));
    }
  }
}
