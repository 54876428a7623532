package io.revenueos.cli.chart;

import java.util.List;

/** Lines over numbers or days. */
public record LineChart(String title, Axis x, Axis y, List<Line> lines) implements Chart {
  public LineChart {
    lines = List.copyOf(lines);
  }
}
