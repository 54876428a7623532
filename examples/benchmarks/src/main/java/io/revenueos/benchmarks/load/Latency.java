package io.revenueos.benchmarks.load;

import java.util.Arrays;

/** From the moment a unit was due to the commit of its effect, in milliseconds. */
public record Latency(double p50, double p95, double p99) {
  /**
   * @param nanos in any order; at least one
   */
  static Latency of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latency(
        percentile(sorted, 0.50), percentile(sorted, 0.95), percentile(sorted, 0.99));
  }

  private static double percentile(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(rank, 0)] / 1e6;
  }
}
