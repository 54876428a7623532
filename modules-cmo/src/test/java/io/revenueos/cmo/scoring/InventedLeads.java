package io.revenueos.cmo.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Leads from a generator: what a page visit and a source tell, and columns that know too much. */
final class InventedLeads {
  static final List<String> COLUMNS =
      List.of("id", "visits", "source", "noise", "mood", "Last Call", "signed by", "country");

  private InventedLeads() {}

  /** Half of what makes a lead convert is in visits and source, the other half is chance. */
  static LeadHistory of(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<String>> rows = new ArrayList<>();
    boolean[] outcomes = new boolean[count];
    for (int i = 0; i < count; i++) {
      int visits = random.nextInt(10);
      String source = random.nextInt(3) == 0 ? "Google" : random.nextBoolean() ? "google " : "fair";
      double logOdds = -2.2 + 0.3 * visits + (source.equals("fair") ? 1 : 0);
      boolean won = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      outcomes[i] = won;
      String mood = random.nextInt(20) == 0 ? "calm" : won ? "keen" : "cold";
      rows.add(
          List.of(
              "L-" + i,
              random.nextInt(8) == 0 ? "Select" : Integer.toString(visits),
              source,
              Integer.toString(random.nextInt(100)),
              mood,
              won ? "thanks" : "no answer",
              won && random.nextInt(3) == 0 ? "Ada" : "",
              "here"));
    }
    return LeadHistory.of(LeadTable.of(COLUMNS, rows), outcomes);
  }

  /** Without the columns that know too much. */
  static LeadHistory honest(int count, long seed) {
    return of(count, seed).withColumns(List.of("visits", "source", "noise"));
  }
}
