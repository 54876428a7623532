package io.revenueos.cmo.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns leads into rows of numbers; learned on the leads that a model is learned on, and no others.
 */
record LeadEncoder(List<String> columns, List<ColumnEncoding> encodings) {
  LeadEncoder {
    columns = List.copyOf(columns);
    encodings = List.copyOf(encodings);
  }

  static LeadEncoder fit(LeadHistory history) {
    boolean[] outcomes = history.outcomes();
    LeadTable table = history.table();
    List<ColumnEncoding> encodings = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      encodings.add(ColumnEncoding.fit(ColumnCells.of(table, c), outcomes));
    }
    return new LeadEncoder(table.columns(), encodings);
  }

  /** A lead of a table that has these columns, in this order. */
  double[] encode(LeadTable table, int lead) {
    List<String> cells = table.normalised(lead);
    return IntStream.range(0, encodings.size())
        .mapToDouble(c -> encodings.get(c).encode(cells.get(c)))
        .toArray();
  }

  double[][] encode(LeadTable table) {
    return IntStream.range(0, table.size())
        .mapToObj(lead -> encode(table, lead))
        .toArray(double[][]::new);
  }
}
