package io.revenueos.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally(3);

  @Test
  void isFullWhenEveryUnitIsDoneOnce() {
    tally.done(0, 3);

    tally.await();
    assertThatCode(tally::requireAllOnce).doesNotThrowAnyException();
    assertThat(tally.committedAt(2)).isNotZero();
  }

  @Test
  void aUnitThatWasCarriedOutTwiceIsNamed() {
    tally.done(0, 3);
    tally.executed(1);

    assertThatIllegalStateException()
        .isThrownBy(tally::requireAllOnce)
        .withMessageContaining("unit 1: 2 times");
  }

  @Test
  void aUnitThatWasNeverCarriedOutIsNamed() {
    tally.done(0, 2);

    assertThatIllegalStateException()
        .isThrownBy(tally::requireAllOnce)
        .withMessageContaining("unit 2: 0 times");
  }

  @Test
  void theFirstCommitCounts() {
    tally.committed(0);
    long first = tally.committedAt(0);
    tally.committed(0);

    assertThat(tally.committedAt(0)).isEqualTo(first);
  }
}
