package io.revenueos.cro.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cro.review.DealReview.Grade;
import io.revenueos.cro.review.DealReview.Health;
import io.revenueos.cro.review.DealReview.Recommendation;
import io.revenueos.cro.review.DealSignals.Access;
import io.revenueos.cro.review.DealSignals.Position;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubricTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final LocalDate LATER = LocalDate.of(2026, 4, 1);

  private static DealSignals signals(
      @Nullable LocalDate touch, int behind, Access access, Position position) {
    return new DealSignals(TODAY, touch, LATER, behind, access, position, "", null, null, null);
  }

  @ParameterizedTest(name = "{0} days ago: {1} points")
  @CsvSource({"0,25", "6,25", "7,15", "13,15", "14,5", "29,5", "30,0", "400,0", "-3,25"})
  void activityCountsByItsAge(int days, int points) {
    DealReview review =
        Rubric.review(signals(TODAY.minusDays(days), 2, Access.NONE, Position.BEHIND));
    assertThat(review.score()).isEqualTo(points);
    assertThat(review.points()).containsEntry(Part.ACTIVITY_RECENCY, points);
    assertThat(review.risks().stream().anyMatch(risk -> risk.kind() == Risk.Kind.STALLED))
        .isEqualTo(days >= 14);
  }

  @ParameterizedTest(name = "{0} stages behind, {1}, {2}: {3} points")
  @CsvSource({
    "0,ECONOMIC_BUYER,SINGLE_VENDOR,75",
    "1,CHAMPION_ONLY,PREFERRED,45",
    "2,NONE,EQUAL,10",
    "3,NONE,BEHIND,0"
  })
  void theOtherPartsAreTheContracts(int behind, Access access, Position position, int points) {
    assertThat(Rubric.review(signals(null, behind, access, position)).score()).isEqualTo(points);
  }

  @Test
  void aPerfectDealIsToBeClosed() {
    DealReview review =
        Rubric.review(signals(TODAY, 0, Access.ECONOMIC_BUYER, Position.SINGLE_VENDOR));
    assertThat(review.score()).isEqualTo(100);
    assertThat(review.grade()).isEqualTo(Grade.A);
    assertThat(review.health()).isEqualTo(Health.GREEN);
    assertThat(review.recommendation()).isEqualTo(Recommendation.CLOSE);
    assertThat(review.nextSteps()).containsExactly("send the contract");
  }

  @Test
  void aDealOlderThanAnyThatClosedIsARiskAndScoresTheSame() {
    DealSignals young = signals(TODAY, 0, Access.ECONOMIC_BUYER, Position.SINGLE_VENDOR);
    DealReview review =
        Rubric.review(
            new DealSignals(
                TODAY,
                TODAY,
                LATER,
                0,
                Access.ECONOMIC_BUYER,
                Position.SINGLE_VENDOR,
                "",
                null,
                null,
                new DealSignals.Outlived(1412, 138)));
    assertThat(review.points()).isEqualTo(Rubric.review(young).points());
    assertThat(review.score()).isEqualTo(100);
    assertThat(review.risks())
        .containsExactly(
            new Risk(
                Risk.Kind.ZOMBIE,
                "it is 1,412 days old, and none that closed was older than 138; forecasts do without"
                    + " it",
                "ask the customer whether it is still a deal, or close it as lost"));
    assertThat(review.health()).isEqualTo(Health.YELLOW);
    assertThat(review.recommendation()).isEqualTo(Recommendation.ADVANCE);
  }

  @Test
  void everyRiskNamesItsSignal() {
    DealReview review =
        Rubric.review(
            new DealSignals(
                TODAY,
                TODAY.minusDays(20),
                TODAY.minusDays(1),
                2,
                Access.NONE,
                Position.BEHIND,
                "Globex",
                new BigDecimal("80"),
                new DealSignals.EarlierValue(
                    new BigDecimal("100"), LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 8)),
                null));
    assertThat(review.risks())
        .extracting(Risk::signal)
        .containsExactly(
            "no activity for 20 days",
            "it was to close on 2026-02-28",
            "no economic buyer is known",
            "a competitor is mentioned: Globex",
            "its value fell from 100, seen on 2026-02-01, to 80, seen on 2026-02-08");
    assertThat(review.grade()).isEqualTo(Grade.F);
    assertThat(review.health()).isEqualTo(Health.RED);
    assertThat(review.recommendation()).isEqualTo(Recommendation.QUALIFY_OUT);
    assertThat(review.nextSteps()).hasSize(6);
  }
}
