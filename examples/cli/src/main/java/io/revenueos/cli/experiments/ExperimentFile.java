package io.revenueos.cli.experiments;

import io.revenueos.cli.csv.CsvFile;
import io.revenueos.cli.csv.CsvRow;
import io.revenueos.cli.csv.RefusedRow;
import io.revenueos.cmo.experiment.Observation;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measurements read from a file.
 *
 * @param refused rows without a variant, a unit or a number
 */
public record ExperimentFile(List<Observation> observations, List<RefusedRow> refused) {
  /** Which column is what. */
  public record Columns(String variant, String metric, String unit) {}

  public ExperimentFile {
    observations = List.copyOf(observations);
    refused = List.copyOf(refused);
  }

  /**
   * @throws InvalidInputException when a column is not there
   */
  public static ExperimentFile read(CsvFile csv, Columns columns) throws IOException {
    int variant = place(csv.header(), columns.variant(), "--variant");
    int metric = place(csv.header(), columns.metric(), "--metric");
    int unit = place(csv.header(), columns.unit(), "--unit");
    List<Observation> observations = new ArrayList<>();
    List<RefusedRow> refused = new ArrayList<>();
    for (Optional<CsvRow> next = csv.next(); next.isPresent(); next = csv.next()) {
      if (next.get() instanceof CsvRow.Broken broken) {
        refused.add(new RefusedRow(broken.line(), broken.code(), broken.message()));
      } else if (next.get() instanceof CsvRow.Cells cells) {
        List<String> values = cells.values();
        try {
          observations.add(
              new Observation(
                  values.get(variant), values.get(unit), Double.parseDouble(values.get(metric))));
        } catch (IllegalArgumentException wrong) {
          String message =
              "expected a variant, a unit and a number, found %s, %s, %s"
                  .formatted(
                      Text.quoted(values.get(variant)),
                      Text.quoted(values.get(unit)),
                      Text.quoted(values.get(metric)));
          refused.add(new RefusedRow(cells.line(), "invalid_measurement", message));
        }
      }
    }
    return new ExperimentFile(observations, refused);
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
