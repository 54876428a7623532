package io.revenueos.cmo.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Turns leads into rows of numbers for logistic regression: a column of numbers becomes its
 * distance from the mean in standard deviations and whether it is unknown, a category becomes a
 * column of 0 and 1 if enough leads have it.
 */
final class OneHotEncoder {
  private static final int LEAST_LEADS = 10;

  /** One column of the result. */
  private sealed interface Feature {
    int column();

    double of(String normalised);
  }

  private record Standardised(int column, double mean, double deviation) implements Feature {
    @Override
    public double of(String normalised) {
      double number = CellText.number(normalised);
      return Double.isNaN(number) ? 0 : (number - mean) / deviation;
    }
  }

  private record Equal(int column, String category) implements Feature {
    @Override
    public double of(String normalised) {
      return normalised.equals(category) ? 1 : 0;
    }
  }

  private final List<Feature> features = new ArrayList<>();

  private OneHotEncoder() {}

  static OneHotEncoder fit(LeadTable table) {
    OneHotEncoder encoder = new OneHotEncoder();
    for (int c = 0; c < table.columns().size(); c++) {
      ColumnCells column = ColumnCells.of(table, c);
      if (column.numeric()) {
        encoder.features.add(standardised(c, column));
        encoder.features.add(new Equal(c, ""));
      } else {
        encoder.addCategories(c, column.counts());
      }
    }
    return encoder;
  }

  private void addCategories(int column, Map<String, Integer> counts) {
    counts.entrySet().stream()
        .filter(count -> count.getValue() >= LEAST_LEADS)
        .map(Map.Entry::getKey)
        .sorted(Comparator.naturalOrder())
        .forEach(category -> features.add(new Equal(column, category)));
  }

  private static Standardised standardised(int index, ColumnCells column) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int row = 0; row < column.size(); row++) {
      double number = column.number(row);
      if (!Double.isNaN(number)) {
        sum += number;
        squares += number * number;
        count++;
      }
    }
    double mean = sum / Math.max(1, count);
    double variance = squares / Math.max(1, count) - mean * mean;
    return new Standardised(index, mean, variance > 1e-12 ? Math.sqrt(variance) : 1);
  }

  double[][] encode(LeadTable table) {
    double[][] rows = new double[table.size()][features.size()];
    for (int r = 0; r < rows.length; r++) {
      List<String> cells = table.normalised(r);
      for (int f = 0; f < rows[r].length; f++) {
        rows[r][f] = features.get(f).of(cells.get(features.get(f).column()));
      }
    }
    return rows;
  }
}
