package io.revenueos.cli.chart;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.List;

/**
 * Bars side by side: a histogram, a funnel.
 *
 * @param categories the names under the bars
 * @param bars one height per category
 */
public record BarChart(String title, Axis x, Axis y, List<String> categories, List<Bars> bars)
    implements Chart {
  /** A series of bars. */
  public record Bars(String name, List<Double> heights) {
    public Bars {
      heights = List.copyOf(heights);
    }
  }

  public BarChart {
    categories = List.copyOf(categories);
    bars = List.copyOf(bars);
    for (Bars one : bars) {
      if (one.heights().size() != categories.size()) {
        throw new InvalidInputException(
            "invalid_chart",
            one.name(),
            "expected %d bars, found %d".formatted(categories.size(), one.heights().size()));
      }
    }
  }
}
