package io.revenueos.cmo.experiment;

import io.revenueos.cmo.experiment.Comparison.Verdict;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.Text;
import io.revenueos.statistics.inference.Difference;
import io.revenueos.statistics.inference.Holm;
import io.revenueos.statistics.inference.PermutationTest;
import io.revenueos.statistics.inference.ProportionTest;
import io.revenueos.statistics.inference.SampleSize;
import io.revenueos.statistics.inference.WelchTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares every two arms of an experiment: shares of units that did something by Newcombe's
 * interval and the z test, means by Welch's test; where units are too few for these, by
 * permutation, and where they are too few for that, not at all.
 *
 * @param significance the chance of one false alarm among all pairs that is accepted, such as 0.05
 * @param relativeEffect the smallest change worth seeing, as a part of the first arm's mean: 0.1
 */
public record ExperimentCheck(double significance, double relativeEffect) {
  /** One false alarm in twenty experiments, and changes of a tenth. */
  public static final ExperimentCheck USUAL = new ExperimentCheck(0.05, 0.10);

  private static final double LEAST = 0.0001;
  private static final double MOST_SIGNIFICANCE = 0.5;
  private static final double MOST_EFFECT = 1_000;
  private static final double POWER = 0.8;
  private static final int FEW_UNITS = 10;
  private static final int LEAST_UNITS = 4;
  private static final int LEAST_FOR_MEANS = 2;
  private static final int DEALS = 9_999;
  private static final long SEED = 20_170_104;

  /**
   * @throws IllegalArgumentException when the significance is not from 0.0001 to 0.5 or the effect
   *     not from 0.0001 to 1000
   */
  public ExperimentCheck {
    if (!(significance >= LEAST && significance <= MOST_SIGNIFICANCE)
        || !(relativeEffect >= LEAST && relativeEffect <= MOST_EFFECT)) {
      throw new IllegalArgumentException(
          "expected a significance from 0.0001 to 0.5 and an effect from 0.0001 to 1000, found %s and %s"
              .formatted(significance, relativeEffect));
    }
  }

  private record Pair(Arm first, Arm second, Difference difference, String method) {}

  /**
   * All pairs, in the order of their names.
   *
   * @throws RefusedException when means are to be compared and a variant has less than two units
   */
  public List<Comparison> compare(Experiment experiment) {
    boolean yesOrNo = experiment.arms().stream().allMatch(Arm::isYesOrNo);
    if (!yesOrNo) {
      refuseTooFew(experiment);
    }
    List<Pair> pairs = new ArrayList<>();
    List<Arm> arms = experiment.arms();
    for (int i = 0; i < arms.size(); i++) {
      for (int j = i + 1; j < arms.size(); j++) {
        pairs.add(yesOrNo ? shares(arms.get(i), arms.get(j)) : means(arms.get(i), arms.get(j)));
      }
    }
    double[] adjusted =
        Holm.adjusted(pairs.stream().mapToDouble(pair -> pair.difference().pValue()).toArray());
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      long needed = needed(pair, yesOrNo);
      comparisons.add(
          new Comparison(
              pair.first(),
              pair.second(),
              pair.difference(),
              pair.method(),
              adjusted[i],
              verdict(pair, adjusted[i], needed),
              needed));
    }
    return comparisons;
  }

  private static void refuseTooFew(Experiment experiment) {
    String few =
        experiment.arms().stream()
            .filter(arm -> arm.size() < LEAST_FOR_MEANS)
            .map(arm -> "%d in %s".formatted(arm.size(), Text.quoted(arm.variant())))
            .collect(Collectors.joining(", "));
    if (!few.isEmpty()) {
      throw new RefusedException(
          "too_few_units",
          "a comparison of means needs two or more units in each variant, found %s; add some or leave the variant out"
              .formatted(few));
    }
  }

  private Pair shares(Arm first, Arm second) {
    Difference z =
        ProportionTest.compare(first.proportion(), second.proportion(), 1 - significance);
    return ProportionTest.applies(first.proportion(), second.proportion())
        ? new Pair(first, second, z, "two shares, z test, Newcombe's interval")
        : new Pair(first, second, permuted(first, second, z), "two shares, permutation");
  }

  private Pair means(Arm first, Arm second) {
    Difference welch = WelchTest.compare(first.units(), second.units(), 1 - significance);
    return Math.min(first.size(), second.size()) >= FEW_UNITS
        ? new Pair(first, second, welch, "means of units, Welch's test")
        : new Pair(first, second, permuted(first, second, welch), "means of units, permutation");
  }

  private static Difference permuted(Arm first, Arm second, Difference by) {
    double p = PermutationTest.pValue(first.units(), second.units(), DEALS, SEED);
    return new Difference(by.estimate(), by.interval(), p);
  }

  private Verdict verdict(Pair pair, double adjusted, long needed) {
    int smaller = Math.min(pair.first().size(), pair.second().size());
    if (smaller >= LEAST_UNITS && adjusted <= significance) {
      return pair.difference().estimate() > 0 ? Verdict.SECOND_HIGHER : Verdict.FIRST_HIGHER;
    }
    return smaller >= Math.max(needed, LEAST_UNITS)
        ? Verdict.NO_DIFFERENCE_SHOWN
        : Verdict.TOO_FEW_TO_TELL;
  }

  /**
   * For the effect that is worth seeing; for one that cannot be (a mean of 0), no number is enough.
   */
  private long needed(Pair pair, boolean yesOrNo) {
    SampleSize size = new SampleSize(significance, POWER);
    double mean = pair.first().units().mean();
    double effect = Math.abs(mean) * relativeEffect;
    if (effect == 0) {
      return Long.MAX_VALUE;
    }
    if (yesOrNo) {
      double other = mean + effect <= 1 ? mean + effect : mean - effect;
      return size.perGroupForRates(mean, other);
    }
    double variance = (pair.first().units().variance() + pair.second().units().variance()) / 2;
    return variance > 0 ? size.perGroupForMeans(effect, Math.sqrt(variance)) : 2;
  }
}
