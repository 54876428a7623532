package io.revenueos.cmo.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One column of leads, its cells normalised: numbers, or names of categories. */
final class ColumnCells {
  /** From which share of its filled cells on a column counts as one of numbers. */
  private static final double MOSTLY = 0.95;

  private final String name;
  private final List<String> cells;
  private final boolean numeric;

  private ColumnCells(String name, List<String> cells, boolean numeric) {
    this.name = name;
    this.cells = cells;
    this.numeric = numeric;
  }

  static ColumnCells of(LeadTable table, int column) {
    List<String> cells =
        IntStream.range(0, table.size())
            .mapToObj(row -> table.normalised(row).get(column))
            .toList();
    long filled = cells.stream().filter(cell -> !cell.isEmpty()).count();
    long numbers = cells.stream().filter(cell -> !Double.isNaN(CellText.number(cell))).count();
    boolean numeric = filled > 0 && numbers >= MOSTLY * filled;
    return new ColumnCells(table.columns().get(column), cells, numeric);
  }

  String name() {
    return name;
  }

  boolean numeric() {
    return numeric;
  }

  int size() {
    return cells.size();
  }

  String text(int row) {
    return cells.get(row);
  }

  boolean isFilled(int row) {
    return !cells.get(row).isEmpty();
  }

  double number(int row) {
    return CellText.number(cells.get(row));
  }

  int filled() {
    return (int) cells.stream().filter(cell -> !cell.isEmpty()).count();
  }

  /** How many different values there are, not counting what is unknown. */
  int distinct() {
    return (int) cells.stream().filter(cell -> !cell.isEmpty()).distinct().count();
  }

  boolean isWhole() {
    return numeric
        && cells.stream()
            .filter(cell -> !cell.isEmpty())
            .mapToDouble(CellText::number)
            .allMatch(number -> number == Math.rint(number));
  }

  /** Filled cells that are no numbers where the others are. */
  int unreadable() {
    return numeric
        ? (int)
            cells.stream()
                .filter(cell -> !cell.isEmpty() && Double.isNaN(CellText.number(cell)))
                .count()
        : 0;
  }

  /** How many leads each category has, the unknown among them. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    cells.forEach(cell -> counts.merge(cell, 1, Integer::sum));
    return counts;
  }
}
