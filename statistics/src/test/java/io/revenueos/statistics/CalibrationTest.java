package io.revenueos.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What turns scores into probabilities, and the folds that it is tested on. */
class CalibrationTest {
  private static final int MANY = 4_000;

  @Test
  void isotonicPoolsWhatIsOutOfOrder() {
    IsotonicRegression fitted =
        IsotonicRegression.fit(
            new double[] {1, 2, 3, 4, 5, 5}, new boolean[] {false, true, false, true, true, true});
    assertThat(fitted.probability(0)).isZero();
    assertThat(fitted.probability(1.5)).isZero();
    assertThat(fitted.probability(2)).isEqualTo(0.5);
    assertThat(fitted.probability(3.9)).isEqualTo(0.5);
    assertThat(fitted.probability(4)).isEqualTo(1);
    assertThat(fitted.probability(9)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void bothCalibrationsUndoAModelThatIsTooSureWithSeed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] tooSure = new double[MANY];
    double[] raw = new double[MANY];
    boolean[] outcomes = new boolean[MANY];
    for (int i = 0; i < MANY; i++) {
      double logOdds = random.nextDouble() * 4 - 2.5;
      outcomes[i] = random.nextDouble() < Logistic.probability(logOdds);
      tooSure[i] = 3 * logOdds + 1;
      raw[i] = Logistic.probability(tooSure[i]);
    }
    assertThat(ReliabilityTable.of(raw, outcomes).expectedCalibrationError()).isGreaterThan(0.1);

    PlattScaling platt = PlattScaling.fit(tooSure, outcomes);
    assertThat(platt.slope()).isCloseTo(1 / 3.0, within(0.05));
    assertThat(platt.intercept()).isCloseTo(-1 / 3.0, within(0.15));
    IsotonicRegression isotonic = IsotonicRegression.fit(tooSure, outcomes);
    double[] stepped = Arrays.stream(tooSure).map(isotonic::probability).toArray();
    assertThat(ReliabilityTable.of(stepped, outcomes).expectedCalibrationError()).isLessThan(0.02);
  }

  @Test
  void scoresThatAreWorseThanChanceAreCalibratedToTheBaseRate() {
    PlattScaling platt =
        PlattScaling.fit(new double[] {1, 2, 3, 4}, new boolean[] {true, true, false, false});
    assertThat(platt.slope()).isZero();
    assertThat(Logistic.probability(platt.logOdds(17))).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void logisticRegressionFindsTheWeightsOfATwoByTwoTable() {
    // 30 of 40 with the property, 10 of 60 without: log-odds ln(1/5), and ln(3) - ln(1/5) more.
    double[][] rows = new double[100][1];
    boolean[] outcomes = new boolean[100];
    for (int i = 0; i < 100; i++) {
      rows[i][0] = i < 40 ? 1 : 0;
      outcomes[i] = i < 30 || (i >= 40 && i < 50);
    }
    LogisticRegression fitted = LogisticRegression.fit(rows, outcomes, 0);
    assertThat(fitted.intercept()).isCloseTo(Math.log(0.2), within(1e-6));
    assertThat(fitted.weights()[0]).isCloseTo(Math.log(15), within(1e-6));
    assertThat(fitted.probability(new double[] {1})).isCloseTo(0.75, within(1e-6));
  }

  @Test
  void logisticRegressionSurvivesOutcomesThatAColumnSeparates() {
    double[][] rows = {{0}, {0}, {1}, {1}};
    LogisticRegression fitted =
        LogisticRegression.fit(rows, new boolean[] {false, false, true, true}, 0.01);
    assertThat(fitted.probability(rows[0])).isBetween(0.0, 0.1);
    assertThat(fitted.probability(rows[3])).isBetween(0.9, 1.0);
  }

  @Test
  void foldsShareOutBothOutcomesEvenly() {
    boolean[] outcomes = new boolean[103];
    Arrays.fill(outcomes, 0, 23, true);
    StratifiedFolds folds = StratifiedFolds.of(outcomes, 5, 1);
    int rows = 0;
    for (int fold = 0; fold < 5; fold++) {
      int[] inside = folds.rowsIn(fold);
      rows += inside.length;
      assertThat(Arrays.stream(inside).filter(row -> outcomes[row]).count()).isBetween(4L, 5L);
      assertThat(folds.rowsOutside(fold)).hasSize(103 - inside.length).doesNotContain(inside);
    }
    assertThat(rows).isEqualTo(103);
    assertThat(StratifiedFolds.of(outcomes, 5, 1).rowsIn(2)).containsExactly(folds.rowsIn(2));
    assertThat(StratifiedFolds.of(outcomes, 5, 2).rowsIn(2)).isNotEqualTo(folds.rowsIn(2));
  }

  @Test
  void tooFewOfAnOutcomeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StratifiedFolds.of(new boolean[] {true, false, false}, 2, 1))
        .withMessageContaining("2 folds for 1 positives and 2 negatives");
  }
}
