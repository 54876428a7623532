package io.revenueos.cli;

import io.revenueos.cli.csv.CsvFile;
import io.revenueos.cli.leads.LeadColumns;
import io.revenueos.cmo.scoring.ColumnWishes;
import io.revenueos.kernel.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a file of leads is to be understood. */
final class LeadFileOptions {
  @Option(
      names = "--outcome",
      paramLabel = "COLUMN",
      description = "The column that says what became of a lead; empty for an open one.")
  private @Nullable String outcome;

  @Option(
      names = "--positive",
      paramLabel = "VALUE",
      description = "What stands there for a conversion. Default: 1, yes, true, won or converted.")
  private @Nullable String positive;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description =
          "The column that leads are called by. Default: id, lead id and the like, else the first"
              + " one in which nearly every lead has another value.")
  private @Nullable String id;

  @Option(
      names = "--leave-out",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns not to learn from: those known only after the outcome.")
  private List<String> leaveOut = new ArrayList<>();

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns known before the outcome, whatever they look like.")
  private List<String> keep = new ArrayList<>();

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      description = "What stands between cells. Default: what the header shows.")
  private @Nullable String delimiter;

  /**
   * @throws InvalidInputException when none was given
   */
  String outcome() {
    if (outcome == null) {
      throw new InvalidInputException(
          "invalid_argument", "--outcome", "expected the column that says what became of a lead");
    }
    return outcome;
  }

  Optional<String> positive() {
    return Optional.ofNullable(positive);
  }

  LeadColumns columns() {
    return new LeadColumns(outcome(), positive(), Optional.ofNullable(id));
  }

  ColumnWishes wishes() {
    return new ColumnWishes(leaveOut, keep);
  }

  Optional<Character> delimiter() {
    return CsvFile.delimiter(delimiter);
  }
}
