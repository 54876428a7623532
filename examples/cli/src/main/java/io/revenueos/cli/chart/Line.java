package io.revenueos.cli.chart;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A series of points.
 *
 * @param name for the legend
 * @param look how it is drawn
 * @param points in the order in which they are joined
 */
public record Line(String name, Look look, List<Point> points) {
  /** How a line is drawn. */
  public enum Look {
    /** Joined, in the strongest colour: what happened. */
    ACTUAL,
    /** Joined, with a mark at each point: what was said. */
    FORECAST,
    /** Thin and dashed: a bound, or an ideal. */
    DASHED,
    /** Marks only. */
    MARKS
  }

  /** A point. Days are numbers of days since 1970-01-01; ratios are as they are, 0.12 for 12 %. */
  public record Point(double x, double y) {}

  public Line {
    points = List.copyOf(points);
  }

  public static Line of(String name, Look look) {
    return new Line(name, look, List.of());
  }

  /** The same with one more point. */
  public Line with(double x, double y) {
    List<Point> more = new ArrayList<>(points);
    more.add(new Point(x, y));
    return new Line(name, look, more);
  }

  /** The same with one more point. */
  public Line with(LocalDate day, double y) {
    return with((double) day.toEpochDay(), y);
  }
}
