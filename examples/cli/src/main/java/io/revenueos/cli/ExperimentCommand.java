package io.revenueos.cli;

import io.revenueos.cli.csv.CsvFile;
import io.revenueos.cli.experiments.ExperimentFile;
import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.input.NamedFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cmo.experiment.Arm;
import io.revenueos.cmo.experiment.Comparison;
import io.revenueos.cmo.experiment.Experiment;
import io.revenueos.cmo.experiment.ExperimentCheck;
import io.revenueos.kernel.error.InvalidInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells whether variants of something differ. */
@Command(
    name = "experiment",
    header = "Is variant B really better? Compare variants in a file (CSV).",
    description = {
      "",
      "What was given a variant is the unit: a person, a shop, an account. Rows of one unit are no"
          + " independent evidence, so each unit counts once, with the mean of its rows. Every two"
          + " variants are compared; p-values are raised for their number (Holm).",
      "",
      "A metric of 0 and 1 with one row a unit is compared as shares, anything else as means."
    })
final class ExperimentCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(paramLabel = "FILE", description = "The measurements; - for standard input.")
  private String file = "";

  @Option(
      names = "--variant",
      required = true,
      paramLabel = "COLUMN",
      description = "What was tried.")
  private String variant = "";

  @Option(
      names = "--metric",
      required = true,
      paramLabel = "COLUMN",
      description = "What was measured.")
  private String metric = "";

  @Option(
      names = "--unit",
      required = true,
      paramLabel = "COLUMN",
      description = "What was given a variant as a whole.")
  private String unit = "";

  @Option(
      names = "--effect",
      paramLabel = "SHARE",
      description =
          "The smallest change worth seeing, as a part of the mean. Default: ${DEFAULT-VALUE}.")
  private double effect = 0.10;

  @Option(
      names = "--significance",
      paramLabel = "SHARE",
      description = "How often a false alarm is accepted. Default: ${DEFAULT-VALUE}.")
  private double significance = 0.05;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      description = "Default: what the header shows.")
  private @Nullable String delimiter;

  @Mixin private OutputOptions output;

  ExperimentCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    ExperimentCheck check = check();
    return NamedFile.of(file).read(host.terminal().in(), input -> compared(input, check));
  }

  private int compared(InputFile input, ExperimentCheck check) throws IOException {
    ExperimentFile measured =
        ExperimentFile.read(
            CsvFile.open(input.stream(), CsvFile.delimiter(delimiter)),
            new ExperimentFile.Columns(variant, metric, unit));
    LeadNotes.refused(host.terminal(), measured.refused());
    Experiment experiment = Experiment.of(measured.observations());
    List<Comparison> comparisons = check.compare(experiment);
    if (output.json) {
      host.terminal().result(json(experiment, comparisons, measured));
    } else {
      show(experiment, comparisons, measured.refused().size());
    }
    return measured.refused().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private ExperimentCheck check() {
    try {
      return new ExperimentCheck(significance, effect);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidInputException(
          "invalid_argument", "--significance, --effect", String.valueOf(wrong.getMessage()));
    }
  }

  private void show(Experiment experiment, List<Comparison> comparisons, int refused) {
    Table arms = Table.of(variant, "units", "rows", "mean of units", "standard deviation");
    for (Arm arm : experiment.arms()) {
      arms.row(
          arm.variant(),
          arm.size(),
          arm.rows(),
          "%.4f".formatted(arm.units().mean()),
          deviation(arm));
    }
    host.terminal().result(arms);
    host.terminal().result("");
    Table pairs =
        Table.of("compared", "difference", confidence() + " %", "p", "p, Holm", "verdict");
    comparisons.forEach(one -> pairs.row(cells(one)));
    host.terminal().result(pairs);
    host.terminal().message(said(experiment, refused));
    comparisons.stream()
        .filter(one -> one.verdict() == Comparison.Verdict.TOO_FEW_TO_TELL)
        .forEach(one -> host.terminal().message(tooFew(one)));
  }

  /** One unit alone says nothing about how far units are apart. */
  private static String deviation(Arm arm) {
    return arm.size() < 2 ? "-" : "%.4f".formatted(Math.sqrt(arm.units().variance()));
  }

  private String confidence() {
    return percent(1 - significance);
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share)
        .movePointRight(2)
        .round(new MathContext(4))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static Object[] cells(Comparison one) {
    return new Object[] {
      "%s - %s".formatted(one.second().variant(), one.first().variant()),
      "%+.4f".formatted(one.difference().estimate()),
      "%+.4f to %+.4f"
          .formatted(one.difference().interval().low(), one.difference().interval().high()),
      "%.4f".formatted(one.difference().pValue()),
      "%.4f".formatted(one.adjustedPValue()),
      verdict(one)
    };
  }

  private static String verdict(Comparison one) {
    return switch (one.verdict()) {
      case SECOND_HIGHER -> one.second().variant() + " has more";
      case FIRST_HIGHER -> one.first().variant() + " has more";
      case NO_DIFFERENCE_SHOWN -> "no difference shown";
      case TOO_FEW_TO_TELL -> "too few to tell";
    };
  }

  private String tooFew(Comparison one) {
    String needed =
        one.neededPerArm() == Long.MAX_VALUE
            ? "no number of units shows a part of 0"
            : "%,d units in each would be needed".formatted(one.neededPerArm());
    return "%s, %s: to see a change of %s %% four times in five, %s"
        .formatted(one.first().variant(), one.second().variant(), percent(effect), needed);
  }

  private String said(Experiment experiment, int refused) {
    String alike =
        experiment.rows() == experiment.units()
            ? ""
            : "; rows of one %s are alike (intraclass correlation %.2f): counting rows would overstate the evidence %.1f times"
                .formatted(unit, experiment.intraclassCorrelation(), experiment.designEffect());
    return "%,d units, %,d rows, %,d refused%s"
        .formatted(experiment.units(), experiment.rows(), refused, alike);
  }

  private static JsonLine json(
      Experiment experiment, List<Comparison> comparisons, ExperimentFile measured) {
    return JsonLine.of("units", experiment.units())
        .with("rows", experiment.rows())
        .with("intraclass_correlation", experiment.intraclassCorrelation())
        .with("design_effect", experiment.designEffect())
        .with("variants", experiment.arms().stream().map(ExperimentCommand::json).toList())
        .with("comparisons", comparisons.stream().map(ExperimentCommand::json).toList())
        .with("refused", LeadNotes.refusedJson(measured.refused()));
  }

  private static JsonLine json(Arm arm) {
    return JsonLine.of("variant", arm.variant())
        .with("units", arm.size())
        .with("rows", arm.rows())
        .with("mean", arm.units().mean());
  }

  private static JsonLine json(Comparison one) {
    return JsonLine.of("first", one.first().variant())
        .with("second", one.second().variant())
        .with("difference", one.difference().estimate())
        .with("low", one.difference().interval().low())
        .with("high", one.difference().interval().high())
        .with("p_value", one.difference().pValue())
        .with("p_value_holm", one.adjustedPValue())
        .with("method", one.method())
        .with("verdict", one.verdict().name().toLowerCase(Locale.ROOT))
        .with(
            "needed_per_variant", one.neededPerArm() == Long.MAX_VALUE ? null : one.neededPerArm());
  }
}
