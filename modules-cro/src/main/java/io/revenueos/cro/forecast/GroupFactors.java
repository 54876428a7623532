package io.revenueos.cro.forecast;

import java.util.Map;
import java.util.TreeMap;

/**
 * By what factor deals of a group, an owner's or a product's, are won or lost more often than all
 * deals of their age: seen over expected, {@code (seen + k) / (expected + k)}. How much a group is
 * believed, {@code k}, comes from how far the groups lie apart: where they differ no more than
 * chance lets them, every factor is 1. Gamma-Poisson empirical Bayes (Clayton and Kaldor,
 * Biometrics 43, 1987), the variance between groups by moments (Marshall, Applied Statistics 40,
 * 1991). Immutable.
 */
final class GroupFactors {
  private final Map<String, Double> factors;

  private GroupFactors(Map<String, Double> factors) {
    this.factors = factors;
  }

  /** 1 for a group that was never seen. */
  double of(String group) {
    return factors.getOrDefault(group, 1.0);
  }

  int groups() {
    return factors.size();
  }

  /** Of the groups that were seen; 1 when there are none. */
  double least() {
    return factors.values().stream().mapToDouble(factor -> factor).min().orElse(1);
  }

  /** As {@link #least}. */
  double most() {
    return factors.values().stream().mapToDouble(factor -> factor).max().orElse(1);
  }

  /** Adds up. Not thread-safe. */
  static final class Tally {
    private static final class Sums {
      private double seen;
      private double expected;
    }

    // Sorted: sums of doubles depend on their order.
    private final Map<String, Sums> groups = new TreeMap<>();

    void expect(String group, double events) {
      sums(group).expected += events;
    }

    void saw(String group) {
      sums(group).seen++;
    }

    private Sums sums(String group) {
      return groups.computeIfAbsent(group, first -> new Sums());
    }

    /** Against the mean of all groups. */
    GroupFactors result() {
      double seen = groups.values().stream().mapToDouble(sums -> sums.seen).sum();
      double expected = groups.values().stream().mapToDouble(sums -> sums.expected).sum();
      return result(expected > 0 ? seen / expected : 0);
    }

    /**
     * @param scale what is seen for one that is expected where groups do not count
     */
    GroupFactors result(double scale) {
      Map<String, Double> factors = new TreeMap<>();
      if (scale > 0) {
        double variance = variance(scale);
        groups.forEach(
            (group, sums) -> {
              double likely = sums.expected * scale;
              factors.put(group, (1 + sums.seen * variance) / (1 + likely * variance));
            });
      }
      return new GroupFactors(factors);
    }

    /** Between the groups' true factors, beyond what chance makes of equal ones; at least 0. */
    private double variance(double scale) {
      double beyondChance = 0;
      double squares = 0;
      for (Sums sums : groups.values()) {
        double likely = sums.expected * scale;
        beyondChance += (sums.seen - likely) * (sums.seen - likely) - likely;
        squares += likely * likely;
      }
      return squares > 0 ? Math.max(0, beyondChance / squares) : 0;
    }
  }
}
