package io.revenueos.cro.forecast;

import java.util.List;

/**
 * The first day from which a CRM's closings can be taken as complete. Closings dribble in before a
 * team really uses a CRM (of the Olist funnel's 842 wins three are older than the month in which
 * recording began), and a forecast that takes them for a quiet time is misled. So recording starts
 * with the first day that opens a run of ten closings in 28 days, or, for a team that never closes
 * so many, in 91.
 *
 * @param dense the start by the 28 days' rule
 * @param sparse the start by the 91 days' rule
 */
record RecordingStart(Run dense, Run sparse) {
  /** How many closings make a run. */
  static final int CLOSINGS = 10;

  private static final int DENSE_DAYS = 28;
  private static final int SPARSE_DAYS = 91;

  /**
   * A run of closings.
   *
   * @param first the day of its first closing
   * @param last the day of its tenth
   */
  record Run(int first, int last) {
    private static final Run NONE = new Run(Integer.MAX_VALUE, Integer.MAX_VALUE);

    boolean knownOn(int origin) {
      return last < origin;
    }
  }

  static RecordingStart of(List<TimedDeal> deals) {
    int[] closings =
        deals.stream()
            .mapToInt(TimedDeal::closed)
            .filter(day -> day != TimedDeal.STILL_OPEN)
            .sorted()
            .toArray();
    return new RecordingStart(run(closings, DENSE_DAYS), run(closings, SPARSE_DAYS));
  }

  private static Run run(int[] closings, int days) {
    for (int i = 0; i + CLOSINGS <= closings.length; i++) {
      int tenth = closings[i + CLOSINGS - 1];
      if (tenth - closings[i] < days) {
        return new Run(closings[i], tenth);
      }
    }
    return Run.NONE;
  }

  /** The start as it was known on a morning; {@link Integer#MAX_VALUE} when it was not. */
  int knownOn(int origin) {
    if (dense.knownOn(origin)) {
      return dense.first();
    }
    return sparse.knownOn(origin) ? sparse.first() : Integer.MAX_VALUE;
  }
}
