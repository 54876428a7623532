package io.revenueos.cmo.scoring;

import java.util.List;
import java.util.Optional;

/**
 * How a tenant's leads are scored, and why so: by a model of its own conversions when there are
 * enough of them and the model stands a test, else by rules.
 *
 * @param scorer gives the scores
 * @param reason a sentence for people
 * @param findings about columns; empty where rules score
 * @param backtest how the model did on leads unseen; empty where none could be tested
 */
public record LeadScoring(
    LeadScorer scorer,
    String reason,
    List<ColumnFinding> findings,
    Optional<LeadBacktest> backtest) {
  /**
   * How many leads of each outcome a model needs. Ten for each thing that is learned is the old
   * rule of thumb (Peduzzi et al. 1996); five columns or so matter.
   */
  public static final int LEAST_OF_EACH_OUTCOME = 50;

  private static final int FOLDS = 5;

  public LeadScoring {
    findings = List.copyOf(findings);
  }

  /**
   * Learns from leads of which it is known what became of them.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException when a wish names a column that is not
   *     there, or no column is left
   */
  public static LeadScoring from(LeadHistory history, ColumnWishes wishes) {
    int conversions = history.conversions();
    int others = history.size() - conversions;
    if (history.rarer() < LEAST_OF_EACH_OUTCOME) {
      return byRules(
          "a model needs %d leads that converted and %d that did not; there are %,d and %,d"
              .formatted(LEAST_OF_EACH_OUTCOME, LEAST_OF_EACH_OUTCOME, conversions, others),
          List.of(),
          Optional.empty());
    }
    ColumnReview review = ColumnReview.of(history, wishes);
    LeadHistory usable = history.withColumns(review.kept());
    LeadBacktest backtest = LeadBacktest.of(usable, FOLDS);
    if (backtest.model().brier() >= backtest.baseRate().brier()) {
      return byRules(
          "a model of %,d leads was no better than the base rate (Brier score %.4f, %.4f)"
              .formatted(history.size(), backtest.model().brier(), backtest.baseRate().brier()),
          review.findings(),
          Optional.of(backtest));
    }
    String reason =
        "learned from %,d leads, %,d of which converted; on leads unseen its AUC is %.3f"
            .formatted(history.size(), conversions, backtest.model().auc());
    return new LeadScoring(LeadModel.fit(usable), reason, review.findings(), Optional.of(backtest));
  }

  private static LeadScoring byRules(
      String reason, List<ColumnFinding> findings, Optional<LeadBacktest> backtest) {
    return new LeadScoring(new LeadRules(), "rules: " + reason, findings, backtest);
  }
}
