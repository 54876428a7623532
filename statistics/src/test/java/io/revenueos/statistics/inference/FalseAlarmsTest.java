package io.revenueos.statistics.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Without a difference the tests raise an alarm as often as they say; with one they see it the more
 * often the larger it is.
 */
class FalseAlarmsTest {
  private static final double LEVEL = 0.05;
  private static final int TRIALS = 2_000;

  /** Four standard errors of a share of 5 % in 2,000 trials: less than 1 in 15,000 is outside. */
  private static final double SLACK = 4 * Math.sqrt(LEVEL * (1 - LEVEL) / TRIALS);

  private static double alarms(long seed, int trials, ToDoubleFunction<SplittableRandom> pValue) {
    SplittableRandom random = new SplittableRandom(seed);
    int alarms = 0;
    for (int i = 0; i < trials; i++) {
      alarms += pValue.applyAsDouble(random) <= LEVEL ? 1 : 0;
    }
    return alarms / (double) trials;
  }

  private static Proportion proportion(SplittableRandom random, double rate, int trials) {
    return new Proportion(random.doubles(trials).filter(one -> one < rate).count(), trials);
  }

  private static Sample sample(SplittableRandom random, double mean, double spread, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      // The sum of twelve uniform numbers, less six, is nearly normal.
      values[i] = mean + spread * (random.doubles(12).sum() - 6);
    }
    return Sample.of(values);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void ofTwoProportionsWithSeed(long seed) {
    double none = alarms(seed, TRIALS, r -> proportions(r, 0.1));
    double some = alarms(seed, TRIALS, r -> proportions(r, 0.13));
    double more = alarms(seed, TRIALS, r -> proportions(r, 0.16));
    assertThat(none).isBetween(LEVEL - SLACK, LEVEL + SLACK);
    assertThat(some).isBetween(none + 0.1, more - 0.1);
  }

  private static double proportions(SplittableRandom random, double rate) {
    return ProportionTest.compare(proportion(random, 0.1, 400), proportion(random, rate, 600), 0.95)
        .pValue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void ofTwoMeansWhoseSpreadDiffersWithSeed(long seed) {
    double none = alarms(seed, TRIALS, r -> means(r, 0));
    double some = alarms(seed, TRIALS, r -> means(r, 0.5));
    double more = alarms(seed, TRIALS, r -> means(r, 1));
    assertThat(none).isBetween(LEVEL - SLACK, LEVEL + SLACK);
    assertThat(some).isBetween(none + 0.1, more - 0.1);
  }

  private static double means(SplittableRandom random, double shift) {
    return WelchTest.compare(sample(random, 0, 1, 20), sample(random, shift, 2, 50), 0.95).pValue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1})
  void ofAPermutationOfSkewedValuesWithSeed(long seed) {
    int trials = 800;
    double slack = 4 * Math.sqrt(LEVEL * (1 - LEVEL) / trials);
    double none = alarms(seed, trials, r -> permuted(r, 1));
    assertThat(none).isBetween(LEVEL - slack, LEVEL + slack);
    assertThat(alarms(seed, trials, r -> permuted(r, 3))).isGreaterThan(none + 0.3);
  }

  private static double permuted(SplittableRandom random, double scale) {
    return PermutationTest.pValue(skewed(random, 1), skewed(random, scale), 199, random.nextLong());
  }

  private static Sample skewed(SplittableRandom random, double scale) {
    return Sample.of(random.doubles(15).map(u -> -scale * Math.log(1 - u)).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1})
  void ofThreeComparisonsAtOnceWithSeed(long seed) {
    double any =
        alarms(
            seed,
            TRIALS,
            r ->
                Arrays.stream(Holm.adjusted(means(r, 0), means(r, 0), means(r, 0)))
                    .min()
                    .orElseThrow());
    assertThat(any).isBetween(LEVEL - SLACK, LEVEL + SLACK);
  }

  @ParameterizedTest
  @ValueSource(longs = {1})
  void theSampleSizeGivesThePowerItPromisesWithSeed(long seed) {
    int needed = (int) SampleSize.USUAL.perGroupForRates(0.2, 0.3);
    double seen =
        alarms(
            seed,
            TRIALS,
            r ->
                ProportionTest.compare(proportion(r, 0.2, needed), proportion(r, 0.3, needed), 0.95)
                    .pValue());
    assertThat(seen).isBetween(0.76, 0.84);
  }

  @ParameterizedTest
  @ValueSource(longs = {1})
  void intervalsHoldTheTruthAsOftenAsTheySayWithSeed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int held = 0;
    for (int i = 0; i < TRIALS; i++) {
      Difference difference =
          ProportionTest.compare(
              proportion(random, 0.05, 200), proportion(random, 0.15, 150), 0.95);
      held += difference.interval().contains(0.1) ? 1 : 0;
    }
    assertThat(held / (double) TRIALS).isBetween(0.93, 0.97);
  }
}
