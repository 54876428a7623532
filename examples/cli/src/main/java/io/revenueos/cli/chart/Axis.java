package io.revenueos.cli.chart;

/**
 * What an axis shows.
 *
 * @param title with the unit: {@code closed-won value (USD)}
 * @param scale how its numbers are written
 */
public record Axis(String title, Scale scale) {
  /** How numbers are written. */
  public enum Scale {
    /** With separators of thousands: 1,234. */
    NUMBER("#,###"),
    /** With three decimals: 0.125. */
    DECIMAL("0.###"),
    /** A ratio in percent: 12 %. */
    PERCENT("#'\u2009%'"),
    /** A day; the numbers are days since 1970-01-01. */
    DAY("yyyy-MM-dd");

    private final String pattern;

    Scale(String pattern) {
      this.pattern = pattern;
    }

    String pattern() {
      return pattern;
    }
  }

  public static Axis number(String title) {
    return new Axis(title, Scale.NUMBER);
  }

  public static Axis decimal(String title) {
    return new Axis(title, Scale.DECIMAL);
  }

  public static Axis percent(String title) {
    return new Axis(title, Scale.PERCENT);
  }

  public static Axis day(String title) {
    return new Axis(title, Scale.DAY);
  }
}
