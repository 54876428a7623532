package io.revenueos.cli;

import java.util.SplittableRandom;

/** A file of invented leads. */
final class LeadExport {
  private LeadExport() {}

  /** Ids, visits, sources and outcomes; those with more visits won more often. */
  static String of(int closed, int open) {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder file = new StringBuilder("id;visits;source;won\n");
    for (int i = 0; i < closed + open; i++) {
      int visits = random.nextInt(10);
      boolean won = random.nextInt(10) < visits;
      String outcome = i >= closed ? "" : won ? "Yes" : "No";
      file.append("L-%d;%d;%s;%s\n".formatted(i, visits, i % 3 == 0 ? "fair" : "web", outcome));
    }
    return file.toString();
  }
}
