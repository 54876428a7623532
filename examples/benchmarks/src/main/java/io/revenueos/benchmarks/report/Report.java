package io.revenueos.benchmarks.report;

import io.revenueos.benchmarks.load.LoadPlan;
import io.revenueos.benchmarks.load.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A finished run.
 *
 * @param at when it ended
 * @param setting what it ran on
 * @param peakMib the most memory the load program has had in use, where it is known
 */
public record Report(
    Instant at, Setting setting, LoadPlan plan, List<Standing> standings, OptionalLong peakMib) {
  public Report {
    standings = List.copyOf(standings);
  }

  /**
   * @param server PostgreSQL's version and what decides about its durability
   */
  public record Setting(Machine machine, String server) {}

  /** The contender of a name, if it took part. */
  public Optional<Standing> standing(String name) {
    return standings.stream().filter(standing -> standing.about().name().equals(name)).findFirst();
  }
}
