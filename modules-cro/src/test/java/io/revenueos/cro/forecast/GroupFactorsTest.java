package io.revenueos.cro.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link GroupFactors}. */
class GroupFactorsTest {
  private static final int GROUPS = 30;

  /** Groups of 200 deals each, every one of which has a chance of its group's. */
  private static GroupFactors of(long seed, Chance chance) {
    Random random = new Random(seed);
    GroupFactors.Tally tally = new GroupFactors.Tally();
    for (int group = 0; group < GROUPS; group++) {
      for (int deal = 0; deal < 200; deal++) {
        tally.expect("G" + group, 0.2);
        if (random.nextDouble() < chance.of(group)) {
          tally.saw("G" + group);
        }
      }
    }
    return tally.result();
  }

  private interface Chance {
    double of(int group);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void groupsThatDifferByChanceOnlyAreHardlyToldApart(long seed) {
    GroupFactors factors = of(seed, group -> 0.2);
    for (int group = 0; group < GROUPS; group++) {
      assertThat(factors.of("G" + group)).isCloseTo(1, within(0.1));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void groupsThatTrulyDifferAre(long seed) {
    GroupFactors factors = of(seed, group -> group < 15 ? 0.1 : 0.3);
    double weak = 0;
    double strong = 0;
    for (int group = 0; group < 15; group++) {
      weak += factors.of("G" + group) / 15;
      strong += factors.of("G" + (group + 15)) / 15;
    }
    assertThat(weak).isCloseTo(0.5, within(0.1));
    assertThat(strong).isCloseTo(1.5, within(0.1));
  }

  @Test
  void whoWasNeverSeenIsLikeAllOthers() {
    assertThat(of(1, group -> 0.2).of("nobody")).isEqualTo(1);
    assertThat(new GroupFactors.Tally().result().of("nobody")).isEqualTo(1);
  }

  @Test
  void aGroupOfOneDealIsNotBelieved() {
    GroupFactors.Tally tally = new GroupFactors.Tally();
    for (int group = 0; group < 40; group++) {
      tally.expect("one of " + group, 0.3);
      if (group % 3 == 0) {
        tally.saw("one of " + group);
      }
    }
    GroupFactors factors = tally.result();
    assertThat(factors.of("one of 0")).isCloseTo(1, within(0.05));
    assertThat(factors.of("one of 1")).isCloseTo(1, within(0.05));
  }
}
