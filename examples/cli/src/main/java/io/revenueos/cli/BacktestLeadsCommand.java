package io.revenueos.cli;

import io.revenueos.cli.chart.ChartFile;
import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.input.NamedFile;
import io.revenueos.cli.leads.LeadFile;
import io.revenueos.cli.leads.LeadOutcomes;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cmo.scoring.ColumnReview;
import io.revenueos.cmo.scoring.LeadBacktest;
import io.revenueos.cmo.scoring.LeadBacktest.Quality;
import io.revenueos.cmo.scoring.LeadHistory;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.statistics.ReliabilityTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests lead scores on an export of leads of which it is known what became of them. */
@Command(
    name = "leads",
    header = "Test lead scores on an export (CSV) of leads with their outcomes.",
    description = {
      "",
      "The leads are parted into folds; each is scored by a model that was learned on the others."
          + " Beside it stand logistic regression and the base rate. Columns that know the outcome"
          + " are looked for and left out; each is named with the reason. What no rule can see must"
          + " be left out by you: a column with a harmless name that was filled in on the way to"
          + " the outcome.",
      "",
      "AUC: 0.5 is chance, 1 perfect. Brier: mean squared distance, 0 is perfect. ECE: mean"
          + " distance between what was said and what came, in ten bins."
    })
final class BacktestLeadsCommand implements Callable<Integer> {
  private static final int MOST_FOLDS = 100;

  private final Host host;

  @Parameters(paramLabel = "FILE", description = "The export; - for standard input.")
  private String file = "";

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "2 to " + MOST_FOLDS + ". Default: ${DEFAULT-VALUE}.")
  private int folds = 5;

  @Mixin private LeadFileOptions options;
  @Mixin private ChartOption chart;
  @Mixin private OutputOptions output;

  BacktestLeadsCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    if (folds < 2 || folds > MOST_FOLDS) {
      throw new InvalidInputException(
          "invalid_argument", "--folds", "expected 2 to %d, found %d".formatted(MOST_FOLDS, folds));
    }
    String outcome = options.outcome();
    Optional<ChartFile> picture = chart.file();
    return NamedFile.of(file).read(host.terminal().in(), input -> tested(input, outcome, picture));
  }

  private int tested(InputFile input, String outcome, Optional<ChartFile> picture)
      throws IOException {
    LeadFile leads = LeadFile.read(input.stream(), options.delimiter(), options.columns());
    LeadNotes.refused(host.terminal(), leads.refused());
    LeadOutcomes outcomes = LeadOutcomes.of(leads.table(), outcome, options.positive());
    ColumnReview review = ColumnReview.of(outcomes.history(), options.wishes());
    LeadHistory usable =
        LeadHistory.of(
            outcomes.history().table().withColumns(review.kept()), outcomes.history().outcomes());
    LeadBacktest backtest = LeadBacktest.of(usable, folds);
    ChartOption.draw(picture, () -> LeadCharts.calibration(backtest.model().reliability()));
    if (output.json) {
      host.terminal().result(json(leads, usable, review, backtest));
    } else {
      show(leads, outcomes, review, backtest);
    }
    return leads.refused().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private void show(
      LeadFile leads, LeadOutcomes outcomes, ColumnReview review, LeadBacktest backtest) {
    LeadHistory history = outcomes.history();
    host.terminal()
        .message(
            "%s; %s; base rate %.1f %%"
                .formatted(
                    LeadNotes.counted(leads),
                    LeadNotes.printable(outcomes.meaning()),
                    100 * history.baseRate()));
    if (!review.findings().isEmpty()) {
      host.terminal().result(LeadNotes.findings(review.findings()));
    }
    host.terminal()
        .result(
            "\nlearned from %d columns: %s\n"
                .formatted(
                    review.kept().size(), LeadNotes.printable(String.join(", ", review.kept()))));
    Table qualities = Table.of("in %d folds".formatted(backtest.folds()), "AUC", "Brier", "ECE");
    row(qualities, "model", backtest.model());
    row(qualities, "logistic regression", backtest.logistic());
    row(qualities, "base rate", backtest.baseRate());
    host.terminal().result(qualities);
    host.terminal().result("");
    host.terminal().result(reliability(backtest.model().reliability()));
    host.terminal().message("version " + backtest.version());
  }

  private static void row(Table table, String name, Quality quality) {
    table.row(
        name,
        "%.3f".formatted(quality.auc()),
        "%.4f".formatted(quality.brier()),
        "%.3f".formatted(quality.calibrationError()));
  }

  private static Table reliability(ReliabilityTable reliability) {
    Table table = Table.of("said", "leads", "said on average", "came");
    reliability
        .bins()
        .forEach(
            bin ->
                table.row(
                    "%.0f to %.0f %%".formatted(100 * bin.from(), 100 * bin.to()),
                    "%,d".formatted(bin.count()),
                    "%.1f %%".formatted(100 * bin.said()),
                    "%.1f %%".formatted(100 * bin.came())));
    return table;
  }

  private static JsonLine json(
      LeadFile leads, LeadHistory history, ColumnReview review, LeadBacktest backtest) {
    return JsonLine.of("leads", history.size())
        .with("conversions", history.conversions())
        .with("base_rate", history.baseRate())
        .with("folds", backtest.folds())
        .with("columns", review.kept())
        .with("findings", LeadNotes.findingsJson(review.findings()))
        .with("model", json(backtest.model()))
        .with("logistic_regression", json(backtest.logistic()))
        .with("base_rate_alone", json(backtest.baseRate()))
        .with("reliability", bins(backtest.model().reliability()))
        .with("version", backtest.version())
        .with("refused", LeadNotes.refusedJson(leads.refused()));
  }

  private static JsonLine json(Quality quality) {
    return JsonLine.of("auc", quality.auc())
        .with("brier", quality.brier())
        .with("ece", quality.calibrationError());
  }

  private static List<JsonLine> bins(ReliabilityTable table) {
    return table.bins().stream()
        .map(
            bin ->
                JsonLine.of("from", bin.from())
                    .with("to", bin.to())
                    .with("leads", bin.count())
                    .with("said", bin.said())
                    .with("came", bin.came()))
        .toList();
  }
}
