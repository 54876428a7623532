package io.revenueos.cli.experiments;

import io.revenueos.cli.csv.CsvFile;
import io.revenueos.cli.csv.CsvRow;
import io.revenueos.cli.csv.DecimalCell;
import io.revenueos.cli.csv.RefusedRow;
import io.revenueos.cmo.experiment.Observation;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measurements read from a file.
 *
 * @param refused rows without a variant, a unit, or a number that can be counted with
 */
public record ExperimentFile(List<Observation> observations, List<RefusedRow> refused) {
  /** Which column is what. */
  public record Columns(String variant, String metric, String unit) {}

  public ExperimentFile {
    observations = List.copyOf(observations);
    refused = List.copyOf(refused);
  }

  /**
   * @throws InvalidInputException when a column is not there, or one is named twice
   */
  public static ExperimentFile read(CsvFile csv, Columns columns) throws IOException {
    int variant = place(csv.header(), columns.variant(), "--variant");
    int metric = place(csv.header(), columns.metric(), "--metric");
    int unit = place(csv.header(), columns.unit(), "--unit");
    apart(columns, variant, metric, unit);
    List<Observation> observations = new ArrayList<>();
    List<RefusedRow> refused = new ArrayList<>();
    for (Optional<CsvRow> next = csv.next(); next.isPresent(); next = csv.next()) {
      if (next.get() instanceof CsvRow.Broken broken) {
        refused.add(new RefusedRow(broken.line(), broken.code(), broken.message()));
      } else if (next.get() instanceof CsvRow.Cells cells) {
        Draft draft =
            new Draft(
                cells.values().get(variant), cells.values().get(metric), cells.values().get(unit));
        draft
            .wrong()
            .ifPresentOrElse(
                message ->
                    refused.add(new RefusedRow(cells.line(), "invalid_measurement", message)),
                () -> observations.add(draft.observation()));
      }
    }
    return new ExperimentFile(observations, refused);
  }

  /** A row as it stands there. */
  private record Draft(String variant, String metric, String unit) {
    Optional<String> wrong() {
      OptionalDouble number = DecimalCell.number(metric);
      if (variant.isBlank() || unit.isBlank() || number.isEmpty()) {
        return Optional.of(
            "expected a variant, a unit and a number, found %s, %s, %s"
                .formatted(Text.quoted(variant), Text.quoted(unit), Text.quoted(metric)));
      }
      return Math.abs(number.getAsDouble()) <= DecimalCell.MOST
          ? Optional.empty()
          : Optional.of(
              "expected a number from -1e100 to 1e100, found %s".formatted(Text.quoted(metric)));
    }

    Observation observation() {
      return new Observation(variant, unit, DecimalCell.number(metric).orElseThrow());
    }
  }

  private static void apart(Columns columns, int variant, int metric, int unit) {
    if (variant == metric || variant == unit || metric == unit) {
      throw new InvalidInputException(
          "invalid_argument",
          "--variant, --metric, --unit",
          "expected three different columns, found %s, %s, %s"
              .formatted(
                  Text.quoted(columns.variant()),
                  Text.quoted(columns.metric()),
                  Text.quoted(columns.unit())));
    }
  }

  private static int place(List<String> header, String column, String option) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(column.strip())) {
        return i;
      }
    }
    throw new InvalidInputException(
        "unknown_column",
        option,
        "expected one of %s, found %s".formatted(String.join(", ", header), Text.quoted(column)));
  }
}
