package io.revenueos.benchmarks.load;

/** What was measured of one contender in a round. */
public record Round(Throughput backlog, Singles singles, Latency latency) {
  /**
   * A backlog, in units per second.
   *
   * @param accept accepting it, in bulk
   * @param drain doing it
   * @param endToEnd both, one after the other
   */
  public record Throughput(double accept, double drain, double endToEnd) {
    static Throughput of(int units, double acceptSeconds, double drainSeconds) {
      return new Throughput(
          units / acceptSeconds, units / drainSeconds, units / (acceptSeconds + drainSeconds));
    }
  }

  /**
   * Accepted one per call, each waited for, in units per second.
   *
   * @param byOne from one thread
   * @param byMany from {@value LoadPlan#CALLERS} threads
   */
  public record Singles(double byOne, double byMany) {}
}
