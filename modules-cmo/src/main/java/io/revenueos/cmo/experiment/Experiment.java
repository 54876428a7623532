package io.revenueos.cmo.experiment;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.statistics.inference.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The arms of an experiment. Rows of one unit (the weeks of a shop, the visits of a person) are
 * alike, so they are no independent evidence: each unit counts once, with its mean. Counting rows
 * finds differences that are not there (Kish 1965, design effect {@code 1 + (m - 1) ICC}).
 *
 * @param arms by name of the variant
 * @param intraclassCorrelation how alike the rows of a unit are, 0 to 1; 0 when units have one row
 */
public record Experiment(List<Arm> arms, double intraclassCorrelation) {
  /** All pairs are compared, so that there are 1,225 of them. */
  private static final int MOST_VARIANTS = 50;

  private static final int SHOWN = 5;

  public Experiment {
    arms = List.copyOf(arms);
  }

  /**
   * @throws InvalidInputException when there are less than two variants or more than {@value
   *     #MOST_VARIANTS}, or a unit has had several: then nobody can say which one worked
   */
  public static Experiment of(List<Observation> observations) {
    Map<String, Map<String, List<Double>>> byVariant = new TreeMap<>();
    Map<String, String> variantOf = new LinkedHashMap<>();
    List<String> mixed = new ArrayList<>();
    for (Observation one : observations) {
      String before = variantOf.putIfAbsent(one.unit(), one.variant());
      if (before != null && !before.equals(one.variant()) && !mixed.contains(one.unit())) {
        mixed.add(one.unit());
      }
      byVariant
          .computeIfAbsent(one.variant(), variant -> new LinkedHashMap<>())
          .computeIfAbsent(one.unit(), unit -> new ArrayList<>())
          .add(one.value());
    }
    check(mixed, byVariant.size());
    List<Arm> arms = new ArrayList<>();
    byVariant.forEach((variant, units) -> arms.add(arm(variant, units)));
    return new Experiment(arms, correlation(byVariant));
  }

  private static void check(List<String> mixed, int variants) {
    if (!mixed.isEmpty()) {
      throw new InvalidInputException(
          "mixed_units",
          "unit",
          "expected each unit in one variant, found %d in several: %s"
              .formatted(
                  mixed.size(), mixed.stream().limit(SHOWN).collect(Collectors.joining(", "))));
    }
    if (variants < 2) {
      throw new InvalidInputException(
          "one_variant", "variant", "expected two or more, found %d".formatted(variants));
    }
    if (variants > MOST_VARIANTS) {
      throw new InvalidInputException(
          "many_variants",
          "variant",
          "expected at most %d, found %,d; is it the right column?"
              .formatted(MOST_VARIANTS, variants));
    }
  }

  private static Arm arm(String variant, Map<String, List<Double>> units) {
    double[] means = units.values().stream().mapToDouble(Experiment::mean).toArray();
    int rows = units.values().stream().mapToInt(List::size).sum();
    return new Arm(variant, Sample.of(means), rows);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  /** The analysis of variance estimate within variants (Donner and Koval 1980), cut at 0. */
  private static double correlation(Map<String, Map<String, List<Double>>> byVariant) {
    double between = 0;
    double within = 0;
    int rows = 0;
    int units = 0;
    double squares = 0;
    for (Map<String, List<Double>> variant : byVariant.values()) {
      double grand = mean(variant.values().stream().flatMap(List::stream).toList());
      for (List<Double> unit : variant.values()) {
        double mean = mean(unit);
        between += unit.size() * (mean - grand) * (mean - grand);
        within += unit.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        rows += unit.size();
        units++;
        squares += (double) unit.size() * unit.size();
      }
    }
    int variants = byVariant.size();
    if (rows == units || units <= variants) {
      return 0;
    }
    double msb = between / (units - variants);
    double msw = within / (rows - units);
    double size = (rows - squares / rows) / (units - 1);
    double estimate = (msb - msw) / (msb + (size - 1) * msw);
    return Double.isFinite(estimate) ? Math.max(0, Math.min(1, estimate)) : 0;
  }

  public int units() {
    return arms.stream().mapToInt(Arm::size).sum();
  }

  public int rows() {
    return arms.stream().mapToInt(Arm::rows).sum();
  }

  /** By how much counting rows would make the evidence look larger than it is; 1 for not at all. */
  public double designEffect() {
    return 1 + (rows() / (double) units() - 1) * intraclassCorrelation;
  }
}
