package io.revenueos.cli.leads;

import io.revenueos.cli.csv.RefusedRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why rows cannot be counted; the first reason of each counts. Not thread-safe. */
final class RowFaults {
  private final List<Long> lines;
  private final Map<Integer, RefusedRow> faults = new TreeMap<>();

  /**
   * @param lines where each row starts in its file
   */
  RowFaults(List<Long> lines) {
    this.lines = lines;
  }

  void add(int row, String code, String message) {
    faults.putIfAbsent(row, new RefusedRow(line(row), code, message));
  }

  boolean has(int row) {
    return faults.containsKey(row);
  }

  long line(int row) {
    return lines.get(row);
  }

  Collection<RefusedRow> all() {
    return faults.values();
  }
}
