package io.revenueos.cmo.scoring;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.List;

/** Leads of which it is known what became of them. Immutable. */
public final class LeadHistory {
  private final LeadTable table;
  private final boolean[] outcomes;

  private LeadHistory(LeadTable table, boolean[] outcomes) {
    this.table = table;
    this.outcomes = outcomes;
  }

  /**
   * @param outcomes whether each became a customer
   * @throws InvalidInputException when there are not as many as leads
   */
  public static LeadHistory of(LeadTable table, boolean[] outcomes) {
    if (table.size() != outcomes.length) {
      throw new InvalidInputException(
          "invalid_leads",
          "outcomes",
          "expected %d, one for each lead, found %d".formatted(table.size(), outcomes.length));
    }
    return new LeadHistory(table, outcomes.clone());
  }

  public LeadTable table() {
    return table;
  }

  public boolean[] outcomes() {
    return outcomes.clone();
  }

  public int size() {
    return outcomes.length;
  }

  public int conversions() {
    int conversions = 0;
    for (boolean outcome : outcomes) {
      conversions += outcome ? 1 : 0;
    }
    return conversions;
  }

  /** How many of the rarer outcome there are: what a model can learn from. */
  public int rarer() {
    return Math.min(conversions(), size() - conversions());
  }

  /** The share that became customers; NaN without leads. */
  public double baseRate() {
    return conversions() / (double) size();
  }

  LeadHistory withRows(int[] chosen) {
    boolean[] some = new boolean[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      some[i] = outcomes[chosen[i]];
    }
    return new LeadHistory(table.withRows(chosen), some);
  }

  LeadHistory withColumns(List<String> kept) {
    return new LeadHistory(table.withColumns(kept), outcomes);
  }
}
