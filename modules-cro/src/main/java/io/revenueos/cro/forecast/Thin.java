package io.revenueos.cro.forecast;

import java.util.Optional;

/**
 * Why a history is too thin for a forecast.
 *
 * @param closed how many closed deals it has
 * @param needed how many it needs
 * @param problem in words, with the figures
 */
public record Thin(long closed, int needed, String problem) {
  /** How many closed deals a forecast needs. */
  public static final int NEEDED = 30;

  static Optional<Thin> of(Known known, Window window, long closed) {
    if (closed < NEEDED) {
      return Optional.of(
          new Thin(
              closed,
              NEEDED,
              "%d closed deals are known on %s; a forecast needs %d"
                  .formatted(closed, known.day(), NEEDED)));
    }
    int days = known.origin() - known.start();
    if (days < window.length()) {
      return Optional.of(
          new Thin(
              closed,
              NEEDED,
              "closings are recorded for %d days before %s; a forecast of %d days needs as many"
                  .formatted(days, known.day(), window.length())));
    }
    return Optional.empty();
  }
}
