package io.revenueos.cro.data;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.jdbc.crm.DealId;
import java.math.BigDecimal;

/**
 * The latest review of a deal.
 *
 * @param summary in Markdown, up to 1,048,576 characters
 * @param risks one a line, likewise; may be empty
 * @param nextSteps one a line, likewise; may be empty
 * @param score 0 to 100
 */
public record StoredReview(
    DealId deal, String summary, String risks, String nextSteps, BigDecimal score) {
  private static final BigDecimal MOST = BigDecimal.valueOf(100);

  /**
   * @throws InvalidInputException naming the column of what cannot be
   */
  public StoredReview {
    RowCheck check = new RowCheck("invalid_review");
    check.text("summary_md", summary);
    check.text("risks", risks);
    check.text("next_steps", nextSteps);
    score = Amounts.atLeastZero("score", score);
    if (score.compareTo(MOST) > 0) {
      throw new InvalidInputException(
          "invalid_review", "score", "expected 0 to 100, found " + score.toPlainString());
    }
  }
}
