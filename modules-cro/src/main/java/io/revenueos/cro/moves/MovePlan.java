package io.revenueos.cro.moves;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves in the order of their expected value.
 *
 * @param gap what the target is above the forecast; 0 when it is not
 * @param moves the best first
 * @param closing how many of the first moves it takes to close the gap by their expected value; 0
 *     when there is none, and one more than there are when all of them do not
 */
public record MovePlan(BigDecimal gap, List<RevenueMove> moves, int closing) {
  /** How many moves a week has room for. */
  private static final int FOCUS = 5;

  public MovePlan {
    moves = List.copyOf(moves);
  }

  public static MovePlan of(List<RevenueMove> moves, BigDecimal target, BigDecimal forecast) {
    BigDecimal gap = target.subtract(forecast).max(BigDecimal.ZERO);
    List<RevenueMove> ranked = new ArrayList<>(moves);
    ranked.sort(RevenueMove.ORDER);
    BigDecimal open = gap;
    int closing = 0;
    while (open.signum() > 0 && closing <= ranked.size()) {
      open = closing < ranked.size() ? open.subtract(ranked.get(closing).expected()) : open;
      closing++;
    }
    return new MovePlan(gap, ranked, closing);
  }

  /** What to do this week: the first five. */
  public List<RevenueMove> weeklyFocus() {
    return moves.subList(0, Math.min(FOCUS, moves.size()));
  }

  /** Whether the moves close the gap by their expected value. */
  public boolean closesGap() {
    return closing <= moves.size();
  }
}
