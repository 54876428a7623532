package io.revenueos.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Markdown table that also reads well as text: first column to the left, numbers to the right.
 */
final class Grid {
  private final List<List<String>> rows = new ArrayList<>();

  private Grid(List<String> headers) {
    rows.add(headers);
  }

  static Grid of(String... headers) {
    return new Grid(List.of(headers));
  }

  Grid row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
    lines.add(1, rule(widths));
    return String.join("\n", lines);
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            column ->
                (column == 0 ? "%-" + widths[column] + "s" : "%" + widths[column] + "s")
                    .formatted(row.get(column)))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String rule(int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column ->
                column == 0 ? "-".repeat(widths[column]) : "-".repeat(widths[column] - 1) + ":")
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
