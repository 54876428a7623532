package io.revenueos.cro.moves;

import io.revenueos.cro.forecast.DealOutlook;
import io.revenueos.cro.moves.RevenueMove.Kind;
import io.revenueos.cro.review.DealReview;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the moves that open deals offer. A deal to be closed now has a chance of at least 40 % in
 * the window; one whose review says rescue is to be rescued; any other with a chance is to be
 * accelerated. A zombie offers none: its close is a question, not a move.
 */
public final class MoveFinder {
  private static final BigDecimal CLOSE_NOW = new BigDecimal("0.40");

  private MoveFinder() {}

  /**
   * @param reviews by the deals' ids; deals without one are judged by their chance alone
   */
  public static List<RevenueMove> of(List<DealOutlook> deals, Map<String, DealReview> reviews) {
    List<RevenueMove> moves = new ArrayList<>();
    for (DealOutlook deal : deals) {
      if (!deal.zombie() && deal.chance().signum() > 0 && deal.value().signum() > 0) {
        moves.add(move(deal, Optional.ofNullable(reviews.get(deal.deal().id()))));
      }
    }
    return moves;
  }

  private static RevenueMove move(DealOutlook deal, Optional<DealReview> review) {
    Kind kind = kind(deal, review);
    String chance =
        "%s %% chance by its age".formatted(deal.chance().movePointRight(2).toPlainString());
    String why =
        review
            .map(one -> "%s; review %d, %s".formatted(chance, one.score(), one.grade()))
            .orElse(chance);
    return new RevenueMove(kind, deal.deal().id(), deal.value(), deal.chance(), why);
  }

  private static Kind kind(DealOutlook deal, Optional<DealReview> review) {
    boolean failing =
        review.filter(one -> one.recommendation() == DealReview.Recommendation.RESCUE).isPresent();
    if (failing) {
      return Kind.RESCUE;
    }
    return deal.chance().compareTo(CLOSE_NOW) >= 0 ? Kind.CLOSE_NOW : Kind.ACCELERATE;
  }
}
