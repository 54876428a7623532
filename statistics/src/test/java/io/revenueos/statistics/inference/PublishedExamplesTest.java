package io.revenueos.statistics.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures that others have published. */
class PublishedExamplesTest {
  @Test
  void distributionsAreThoseOfTheTables() {
    assertThat(Normal.quantile(0.975)).isCloseTo(1.959964, within(1e-6));
    assertThat(Normal.beyond(1.959964)).isCloseTo(0.05, within(1e-6));
    assertThat(new StudentT(10).reach(0.95)).isCloseTo(2.228139, within(1e-6));
    assertThat(new StudentT(2.5).beyond(0)).isCloseTo(1, within(1e-12));
    assertThat(new StudentT(10).beyond(2)).isCloseTo(0.073388, within(1e-6));
  }

  @Test
  void wilsonsIntervalIsThatOfNewcombesFirstPaper() {
    Interval interval = new Proportion(81, 263).interval(0.95);
    assertThat(interval.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.3662, within(5e-5));
    assertThat(new Proportion(0, 20).interval(0.95).low()).isZero();
    assertThat(new Proportion(0, 20).interval(0.95).high()).isCloseTo(0.1611, within(5e-5));
  }

  @Test
  void newcombesIntervalIsThatOfHisSecondPaper() {
    Difference difference =
        ProportionTest.compare(new Proportion(48, 80), new Proportion(56, 70), 0.95);
    assertThat(difference.estimate()).isCloseTo(0.2, within(1e-12));
    assertThat(difference.interval().low()).isCloseTo(0.0524, within(5e-5));
    assertThat(difference.interval().high()).isCloseTo(0.3339, within(5e-5));
    assertThat(difference.pValue()).isCloseTo(0.0080, within(5e-5));
  }

  @Test
  void welchsTestGivesTheTextbooksPValue() {
    Sample first =
        Sample.of(
            27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7,
            21.4);
    Sample second =
        Sample.of(
            27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5,
            24.4);
    Difference difference = WelchTest.compare(first, second, 0.95);
    assertThat(difference.pValue()).isCloseTo(0.021, within(5e-4));
    assertThat(difference.interval().contains(0)).isFalse();
    assertThat(PermutationTest.pValue(first, second, 9_999, 1)).isCloseTo(0.02, within(0.005));
  }

  @Test
  void holmRaisesPValuesInOrder() {
    assertThat(Holm.adjusted(0.01, 0.04, 0.03))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.03, 0.06, 0.06);
    assertThat(Holm.adjusted(0.9, 0.8)).containsExactly(1, 1);
  }

  @Test
  void sampleSizesAreThoseOfTheTables() {
    assertThat(SampleSize.USUAL.perGroupForRates(0.10, 0.15)).isEqualTo(686);
    assertThat(SampleSize.USUAL.perGroupForMeans(0.5, 1)).isEqualTo(64);
  }

  @Test
  void groupsThatAreTooSmallForTheTestAreToldApart() {
    assertThat(ProportionTest.applies(new Proportion(1, 50), new Proportion(2, 50))).isFalse();
    assertThat(ProportionTest.applies(new Proportion(9, 50), new Proportion(5, 50))).isTrue();
  }

  @Test
  void equalValuesAreNoDifference() {
    Difference none = WelchTest.compare(Sample.of(2, 2), Sample.of(2, 2, 2), 0.9);
    assertThat(none.pValue()).isEqualTo(1);
    assertThat(ProportionTest.compare(new Proportion(0, 9), new Proportion(0, 9), 0.9).pValue())
        .isEqualTo(1);
  }

  @Test
  void whatCannotBeIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportion(3, 2))
        .withMessageContaining("found 3 of 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WelchTest.compare(Sample.of(1), Sample.of(1, 2), 0.95))
        .withMessageContaining("found 1 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleSize.USUAL.perGroupForRates(0.1, 0.1))
        .withMessageContaining("two different rates");
    assertThatIllegalArgumentException().isThrownBy(() -> Sample.of(1, Double.NaN));
  }
}
