package io.revenueos.cmo.experiment;

/**
 * One measurement.
 *
 * @param variant what was tried
 * @param unit what it was tried on: the person, the shop, the account that was given a variant
 * @param value what was measured
 */
public record Observation(String variant, String unit, double value) {
  /**
   * @throws IllegalArgumentException when variant or unit is blank, or the value no finite number
   */
  public Observation {
    if (variant.isBlank() || unit.isBlank() || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "expected a variant, a unit and a finite value, found \"%s\", \"%s\", %s"
              .formatted(variant, unit, value));
    }
  }
}
