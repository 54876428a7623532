package io.revenueos.cmo.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.revenueos.cmo.experiment.Comparison.Verdict;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentCheckTest {
  private static final int TRIALS = 1_000;
  private static final double LEVEL = 0.05;
  private static final double SLACK = 4 * Math.sqrt(LEVEL * (1 - LEVEL) / TRIALS);

  /** Shops whose weeks are alike, in two or three variants; the last sells more by a shift. */
  private static List<Observation> shops(SplittableRandom random, int variants, double shift) {
    List<Observation> rows = new ArrayList<>();
    for (int shop = 0; shop < 20 * variants; shop++) {
      int variant = shop % variants;
      double own = 50 + 4 * normal(random) + (variant == variants - 1 ? shift : 0);
      for (int week = 0; week < 4; week++) {
        rows.add(new Observation("v" + variant, "shop " + shop, own + normal(random)));
      }
    }
    return rows;
  }

  private static double normal(SplittableRandom random) {
    return random.doubles(12).sum() - 6;
  }

  private static double alarms(long seed, int variants, double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    int alarms = 0;
    for (int i = 0; i < TRIALS; i++) {
      Experiment experiment = Experiment.of(shops(random, variants, shift));
      alarms +=
          ExperimentCheck.USUAL.compare(experiment).stream()
                  .anyMatch(one -> one.adjustedPValue() <= LEVEL)
              ? 1
              : 0;
    }
    return alarms / (double) TRIALS;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void weeksOfAShopRaiseNoFalseAlarmsAndLargerEffectsAreSeenMoreOftenWithSeed(long seed) {
    double none = alarms(seed, 2, 0);
    double some = alarms(seed, 2, 2);
    double more = alarms(seed, 2, 5);
    assertThat(none).isBetween(LEVEL - SLACK, LEVEL + SLACK);
    assertThat(some).isBetween(none + 0.1, more - 0.1);
    assertThat(more).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1})
  void threeVariantsTogetherRaiseNoMoreWithSeed(long seed) {
    assertThat(alarms(seed, 3, 0)).isLessThan(LEVEL + SLACK);
  }

  @Test
  void rowsThatAreAlikeAreSaidToBe() {
    Experiment experiment = Experiment.of(shops(new SplittableRandom(3), 2, 0));
    assertThat(experiment.units()).isEqualTo(40);
    assertThat(experiment.rows()).isEqualTo(160);
    assertThat(experiment.intraclassCorrelation()).isBetween(0.85, 0.99);
    assertThat(experiment.designEffect()).isBetween(3.5, 4.0);
  }

  private static List<Observation> clicks(String variant, int yes, int of) {
    List<Observation> rows = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      rows.add(new Observation(variant, variant + i, i < yes ? 1 : 0));
    }
    return rows;
  }

  private static Comparison only(List<Observation> first, List<Observation> second) {
    List<Observation> all = new ArrayList<>(first);
    all.addAll(second);
    return ExperimentCheck.USUAL.compare(Experiment.of(all)).get(0);
  }

  @Test
  void sharesOfUnitsAreComparedAsShares() {
    Comparison better = only(clicks("a", 100, 1_000), clicks("b", 150, 1_000));
    assertThat(better.verdict()).isEqualTo(Verdict.SECOND_HIGHER);
    assertThat(better.method()).contains("Newcombe");
    assertThat(better.difference().interval().low()).isPositive();

    Comparison open = only(clicks("a", 10, 100), clicks("b", 13, 100));
    assertThat(open.verdict()).isEqualTo(Verdict.TOO_FEW_TO_TELL);
    assertThat(open.neededPerArm()).isBetween(14_000L, 15_500L);

    Comparison none = only(clicks("a", 2_000, 4_000), clicks("b", 2_010, 4_000));
    assertThat(none.verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
  }

  @Test
  void aHandfulIsComparedByPermutationAndLessNotAtAll() {
    List<Observation> few = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      few.add(new Observation("a", "a" + i, 10 + i * 0.01));
      few.add(new Observation("b", "b" + i, 90 + i * 0.01));
    }
    Comparison three = ExperimentCheck.USUAL.compare(Experiment.of(few)).get(0);
    assertThat(three.method()).contains("permutation");
    assertThat(three.verdict()).isEqualTo(Verdict.TOO_FEW_TO_TELL);
    List<Observation> one = List.of(new Observation("a", "x", 1.5), new Observation("b", "y", 2.5));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ExperimentCheck.USUAL.compare(Experiment.of(one)))
        .withMessageContaining("found 1 in \"a\", 1 in \"b\";");
    few.add(new Observation("c", "c0", 5.5));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ExperimentCheck.USUAL.compare(Experiment.of(few)))
        .withMessageContaining("found 1 in \"c\";");
  }

  @Test
  void aUnitThatHadSeveralVariantsIsRefused() {
    List<Observation> mixed =
        List.of(new Observation("a", "shop 1", 1), new Observation("b", "shop 1", 2));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Experiment.of(mixed))
        .withMessageContaining("found 1 in several: shop 1");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Experiment.of(mixed.subList(0, 1)))
        .withMessageContaining("two or more");
  }
}
