package io.revenueos.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Auc}, {@link BrierScore} and {@link ReliabilityTable}. */
class ProbabilityMeasuresTest {
  private static final double[] SAID = {0.1, 0.4, 0.35, 0.8};
  private static final boolean[] CAME = {false, false, true, true};

  @Test
  void aucCountsPairsInOrder() {
    assertThat(Auc.of(SAID, CAME)).isEqualTo(0.75);
    assertThat(Auc.of(new double[] {1, 1, 1, 1}, CAME)).isEqualTo(0.5);
    assertThat(Auc.of(new double[] {-3, -2, 7, 8}, CAME)).isEqualTo(1);
    assertThat(Auc.of(new double[] {1}, new boolean[] {true})).isNaN();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aucIsTheShareOfPairsInOrderWithSeed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = random.ints(60, 0, 12).asDoubleStream().toArray();
    boolean[] outcomes = new boolean[60];
    for (int i = 0; i < 60; i++) {
      outcomes[i] = random.nextInt(12) < scores[i];
    }
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 60; j++) {
        if (outcomes[i] && !outcomes[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(Auc.of(scores, outcomes)).isCloseTo(won / pairs, within(1e-12));
  }

  @Test
  void brierIsTheMeanSquaredDistance() {
    assertThat(BrierScore.of(SAID, CAME))
        .isCloseTo((0.01 + 0.16 + 0.4225 + 0.04) / 4, within(1e-12));
    assertThat(BrierScore.ofBaseRate(new boolean[] {true, false, false, false})).isEqualTo(0.1875);
  }

  @Test
  void reliabilitySetsWhatWasSaidAgainstWhatCame() {
    ReliabilityTable table =
        ReliabilityTable.of(
            new double[] {0.05, 0.05, 0.95, 1}, new boolean[] {false, true, true, true});
    assertThat(table.bins())
        .containsExactly(
            new ReliabilityTable.Bin(0, 0.1, 2, 0.05, 0.5),
            new ReliabilityTable.Bin(0.9, 1, 2, 0.975, 1));
    assertThat(table.expectedCalibrationError())
        .isCloseTo((2 * 0.45 + 2 * 0.025) / 4, within(1e-12));
  }

  @Test
  void whatIsNoProbabilityIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrierScore.of(new double[] {1.2}, new boolean[] {true}))
        .withMessage("probability 0: expected 0 to 1, found 1.2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReliabilityTable.of(new double[] {0.5}, CAME))
        .withMessageContaining("found 1 and 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Auc.of(new double[0], new boolean[0]))
        .withMessageContaining("found none");
  }
}
