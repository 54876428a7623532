package io.revenueos.benchmarks.load;

import java.time.Duration;

/**
 * How long the phases that are measured by time go on.
 *
 * @param perSecond units submitted a second while latency is measured, whatever becomes of them
 * @param latency how long; the first tenth of it is not counted
 * @param accepting how long units are accepted one per call
 */
public record Pace(int perSecond, Duration latency, Duration accepting) {
  public Pace {
    if (units(perSecond, latency) < 1) {
      throw new IllegalArgumentException(
          "expected at least one unit to time, found %d a second for %s"
              .formatted(perSecond, latency));
    }
  }

  /** The units that are submitted while latency is measured. */
  public int units() {
    return units(perSecond, latency);
  }

  private static int units(int perSecond, Duration latency) {
    return Math.toIntExact(perSecond * latency.toMillis() / 1_000);
  }
}
