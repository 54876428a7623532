package io.revenueos.cmo.scoring;

import java.util.HashMap;
import java.util.Map;

/** How the cells of a column become numbers that trees can ask about. */
sealed interface ColumnEncoding {
  /**
   * @param normalised a cell as {@link CellText} leaves it
   * @return NaN for what is unknown
   */
  double encode(String normalised);

  /** Learns it from the rows of a column and what became of them. */
  static ColumnEncoding fit(ColumnCells column, boolean[] outcomes) {
    return column.numeric() ? new Amount() : Category.fit(column, outcomes);
  }

  /** The number itself. */
  record Amount() implements ColumnEncoding {
    @Override
    public double encode(String normalised) {
      return CellText.number(normalised);
    }
  }

  /**
   * The share of a category's leads that converted, drawn towards the base rate as if {@value
   * #PRIOR} average leads more had been seen (Micci-Barreca 2001). A category that is new gets the
   * base rate; to be unknown is a category like any other.
   */
  record Category(Map<String, Double> rates, double baseRate) implements ColumnEncoding {
    private static final int PRIOR = 10;

    public Category {
      rates = Map.copyOf(rates);
    }

    static Category fit(ColumnCells column, boolean[] outcomes) {
      Map<String, int[]> counts = new HashMap<>();
      int conversions = 0;
      for (int row = 0; row < outcomes.length; row++) {
        int[] count = counts.computeIfAbsent(column.text(row), category -> new int[2]);
        count[0]++;
        count[1] += outcomes[row] ? 1 : 0;
        conversions += outcomes[row] ? 1 : 0;
      }
      double base = conversions / (double) Math.max(1, outcomes.length);
      Map<String, Double> rates = new HashMap<>();
      counts.forEach(
          (category, count) -> rates.put(category, (count[1] + PRIOR * base) / (count[0] + PRIOR)));
      return new Category(rates, base);
    }

    @Override
    public double encode(String normalised) {
      return rates.getOrDefault(normalised, baseRate);
    }
  }
}
