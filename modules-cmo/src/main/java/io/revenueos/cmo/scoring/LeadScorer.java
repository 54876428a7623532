package io.revenueos.cmo.scoring;

import java.util.List;

/** Gives leads their scores. The same lead gets the same score, always. Thread-safe. */
public sealed interface LeadScorer permits LeadModel, LeadRules {
  /**
   * @param table leads with at least the columns that this knows; it passes over others
   * @return in the order of the leads
   * @throws io.revenueos.kernel.error.InvalidInputException when a column is not there that a model
   *     was learned on
   */
  List<LeadScore> score(LeadTable table);

  /** What made a score, so that it can be told apart from another's. */
  String version();
}
