package io.revenueos.cro.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.moves.RevenueMove.Kind;
import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovePlanTest {
  private static RevenueMove move(Kind kind, String subject, int value, String probability) {
    return new RevenueMove(
        kind, subject, BigDecimal.valueOf(value), new BigDecimal(probability), "");
  }

  private static final List<RevenueMove> MOVES =
      List.of(
          move(Kind.PROSPECT, "p", 1000, "0.1"),
          move(Kind.CLOSE_NOW, "c", 200, "0.5"),
          move(Kind.RESCUE, "r", 1000, "0.3"),
          move(Kind.ACCELERATE, "a", 400, "0.25"));

  @Test
  void movesAreRankedByExpectedValueThenByKind() {
    MovePlan plan = MovePlan.of(MOVES, BigDecimal.valueOf(1000), BigDecimal.valueOf(650));
    assertThat(plan.moves()).extracting(RevenueMove::subject).containsExactly("r", "c", "a", "p");
    assertThat(plan.gap()).isEqualByComparingTo("350");
    assertThat(plan.closing()).isEqualTo(2);
    assertThat(plan.closesGap()).isTrue();
    assertThat(plan.weeklyFocus()).hasSize(4);
  }

  @Test
  void aGapMayBeTooLargeOrNone() {
    assertThat(MovePlan.of(MOVES, BigDecimal.valueOf(9000), BigDecimal.ZERO).closesGap()).isFalse();
    MovePlan none = MovePlan.of(MOVES, BigDecimal.ZERO, BigDecimal.TEN);
    assertThat(none.gap()).isZero();
    assertThat(none.closing()).isZero();
    assertThat(none.closesGap()).isTrue();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> move(Kind.EXPAND, "e", 1, "1.1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("probability: expected 0 to 1, found 1.1");
    assertThatThrownBy(() -> move(Kind.EXPAND, "e", -1, "1"))
        .hasMessage("value: expected at least 0, found -1");
  }
}
