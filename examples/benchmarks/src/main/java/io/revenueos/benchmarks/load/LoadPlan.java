package io.revenueos.benchmarks.load;

/**
 * What is measured.
 *
 * @param units the size of a backlog
 * @param rounds how often each contender has its turn
 */
public record LoadPlan(int units, int rounds, Writers writers, Pace pace, Workload workload) {
  /**
   * The threads that each wait for the commit of what they had accepted, and callers of latency.
   */
  public static final int CALLERS = 16;

  public LoadPlan {
    if (units < 1 || rounds < 1) {
      throw new IllegalArgumentException(
          "expected at least one unit and one round, found %d and %d".formatted(units, rounds));
    }
  }
}
