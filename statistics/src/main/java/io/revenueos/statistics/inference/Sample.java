package io.revenueos.statistics.inference;

import java.util.Arrays;

/** Independent measurements, at least one. Immutable. */
public final class Sample {
  private final double[] values;

  private Sample(double[] values) {
    this.values = values;
  }

  /**
   * @throws IllegalArgumentException when there are none, or one is not a finite number
   */
  public static Sample of(double... values) {
    if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("expected one or more finite numbers");
    }
    return new Sample(values.clone());
  }

  public int size() {
    return values.length;
  }

  public double[] values() {
    return values.clone();
  }

  public double mean() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The unbiased estimate, with n - 1 below; NaN for one value. */
  public double variance() {
    double mean = mean();
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.length < 2 ? Double.NaN : sum / (values.length - 1);
  }
}
