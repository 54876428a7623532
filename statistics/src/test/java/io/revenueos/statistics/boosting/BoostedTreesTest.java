package io.revenueos.statistics.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.revenueos.statistics.Auc;
import io.revenueos.statistics.Logistic;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoostedTreesTest {
  private static final int ROWS = 1_500;
  private static final int COLUMNS = 4;
  private static final BoostingOptions OPTIONS =
      BoostingOptions.DEFAULT.withTrees(120).withLearningRate(0.1);

  /** Outcomes that hang on two columns together, with a fifth of the cells missing. */
  private static final class Data {
    private final double[][] rows;
    private final boolean[] outcomes;

    private Data(double[][] rows, boolean[] outcomes) {
      this.rows = rows;
      this.outcomes = outcomes;
    }

    double[][] rows() {
      return rows;
    }

    boolean[] outcomes() {
      return outcomes;
    }

    static Data of(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] rows = new double[ROWS][COLUMNS];
      boolean[] outcomes = new boolean[ROWS];
      for (int i = 0; i < ROWS; i++) {
        for (int c = 0; c < COLUMNS; c++) {
          rows[i][c] = random.nextDouble() * 2 - 1;
        }
        boolean alike = rows[i][0] > 0 == rows[i][1] > 0;
        outcomes[i] = random.nextDouble() < (alike ? 0.8 : 0.2);
        if (random.nextInt(5) == 0) {
          rows[i][2] = Double.NaN;
        }
      }
      return new Data(rows, outcomes);
    }

    double auc(BoostedTrees trees) {
      return Auc.of(Arrays.stream(rows).mapToDouble(trees::logOdds).toArray(), outcomes);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void columnsThatMatterTogetherAreFoundOnRowsUnseenWithSeed(long seed) {
    Data seen = Data.of(seed);
    BoostedTrees trees = BoostedTrees.fit(seen.rows(), seen.outcomes(), OPTIONS);
    // Nobody can do better than 0.8: a fifth of the outcomes is noise.
    assertThat(Data.of(seed + 100).auc(trees)).isBetween(0.74, 0.81);
  }

  @Test
  void theSameDataGiveTheSameBitsAndAnotherSeedOthers() {
    Data data = Data.of(5);
    BoostedTrees one = BoostedTrees.fit(data.rows(), data.outcomes(), OPTIONS);
    BoostedTrees two = BoostedTrees.fit(data.rows(), data.outcomes(), OPTIONS);
    for (double[] row : data.rows()) {
      assertThat(two.logOdds(row)).isEqualTo(one.logOdds(row));
    }
    BoostingOptions otherSeed = new BoostingOptions(120, 0.1, 5, 20, 5, 0.6, 0.4, 2);
    BoostedTrees other = BoostedTrees.fit(data.rows(), data.outcomes(), otherSeed);
    assertThat(other.logOdds(data.rows()[0])).isNotEqualTo(one.logOdds(data.rows()[0]));
  }

  @Test
  void contributionsSumUpToTheAnswerAndNoiseAddsLittle() {
    Data data = Data.of(7);
    BoostedTrees trees = BoostedTrees.fit(data.rows(), data.outcomes(), OPTIONS);
    double[] sizes = new double[COLUMNS];
    for (double[] row : data.rows()) {
      double[] contributions = trees.contributions(row);
      assertThat(trees.baseline() + Arrays.stream(contributions).sum())
          .isCloseTo(trees.logOdds(row), within(1e-9));
      for (int c = 0; c < COLUMNS; c++) {
        sizes[c] += Math.abs(contributions[c]);
      }
    }
    assertThat(Math.min(sizes[0], sizes[1])).isGreaterThan(2 * Math.max(sizes[2], sizes[3]));
  }

  @Test
  void whatIsMissingIsASignalOfItsOwn() {
    Data data = Data.of(9);
    boolean[] missing = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      missing[i] = Double.isNaN(data.rows()[i][2]);
    }
    BoostedTrees trees = BoostedTrees.fit(data.rows(), missing, OPTIONS);
    assertThat(trees.probability(new double[] {0.1, 0.1, Double.NaN, 0})).isGreaterThan(0.9);
    assertThat(trees.probability(new double[] {0.1, 0.1, 0.5, 0})).isLessThan(0.05);
  }

  @Test
  void stagesAreTheSumsAfterEachTree() {
    Data data = Data.of(11);
    BoostedTrees trees = BoostedTrees.fit(data.rows(), data.outcomes(), OPTIONS);
    double[] row = data.rows()[3];
    double[] stages = trees.stages(row);
    assertThat(stages).hasSize(121);
    assertThat(trees.first(40).logOdds(row)).isEqualTo(stages[40]);
    assertThat(stages[120]).isEqualTo(trees.logOdds(row));
  }

  @Test
  void oneOutcomeOnlyIsAnsweredWithoutAQuestion() {
    boolean[] all = new boolean[50];
    Arrays.fill(all, true);
    double[][] rows = new double[50][1];
    BoostedTrees trees = BoostedTrees.fit(rows, all, OPTIONS);
    assertThat(trees.probability(new double[] {0})).isGreaterThan(0.95);
    assertThat(trees.contributions(new double[] {0})).containsOnly(0);
    assertThat(trees.baseline()).isGreaterThan(Logistic.logOdds(0.95));
  }

  @Test
  void edgesPartEqualSharesAndKeepEqualValuesTogether() {
    BinEdges edges = BinEdges.of(new double[] {1, 1, 1, 1, 2, 3, 4, Double.NaN}, 4);
    assertThat(edges.binOf(Double.NaN)).isZero();
    assertThat(edges.binOf(1)).isEqualTo(edges.binOf(-5)).isEqualTo(1);
    assertThat(edges.binOf(2)).isEqualTo(2);
    assertThat(edges.binOf(99)).isEqualTo(edges.count() - 1);
    assertThat(BinEdges.of(new double[] {Double.NaN}, 4).binOf(3)).isEqualTo(1);
  }

  @Test
  void wrongInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoostingOptions.DEFAULT.withDepth(0))
        .withMessage("depth: expected 1 to 10, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoostedTrees.fit(new double[0][], new boolean[0], OPTIONS))
        .withMessageContaining("found 0 and 0");
    Data data = Data.of(1);
    BoostedTrees trees = BoostedTrees.fit(data.rows(), data.outcomes(), OPTIONS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trees.logOdds(new double[1]))
        .withMessage("expected 4 columns, found 1");
  }
}
