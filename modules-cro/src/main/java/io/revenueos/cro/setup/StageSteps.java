package io.revenueos.cro.setup;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import io.revenueos.cro.pipeline.Outcome;
import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be told of the steps of a sale by who knows where deals stand and not where they have
 * been. An open deal has passed the stages before its own, a won one all; a deal that still stands
 * in a stage has neither passed it nor dropped off. Where nothing says at which stage a deal was
 * lost, each step may have lost it, so a drop-off lies between two figures. Who knows how many
 * deals ever reached each stage takes a {@link StageFunnel}.
 *
 * @param steps in the order of the sale, the last one to the win; without those that no deal has
 *     come to
 */
public record StageSteps(List<Step> steps) {
  private static final String WON = "closed_won";
  private static final String LOST = "closed_lost";
  private static final int DIGITS = 4;

  public StageSteps {
    steps = List.copyOf(steps);
  }

  /**
   * Where deals stand.
   *
   * @param open how many are open, by stage
   * @param lost how many were lost, by the stage in which they were last seen
   * @param lostSomewhere how many were lost and nobody knows at which stage
   */
  public record Standing(
      Map<String, Long> open, long won, Map<String, Long> lost, long lostSomewhere) {
    /** How many deals must have been lost after they were seen, so that those alone are asked. */
    private static final int ENOUGH_SEEN = 30;

    public Standing {
      open = Map.copyOf(open);
      lost = Map.copyOf(lost);
      if (won < 0 || lostSomewhere < 0) {
        throw invalid(
            "expected at least 0 deals won and lost, found %d and %d"
                .formatted(won, lostSomewhere));
      }
    }

    /**
     * Of the deals that were seen while they were open: of these it is known at which stage they
     * were lost, as far as they were looked at often enough.
     *
     * @return empty when fewer than 30 of them were lost
     */
    public static Optional<Standing> ofSeen(DealHistory history) {
      Map<String, String> stages = new HashMap<>();
      history.sightings().forEach(seen -> stages.put(seen.dealId(), seen.stage()));
      List<DealRecord> deals =
          history.deals().stream().filter(deal -> stages.containsKey(deal.id())).toList();
      Map<String, Long> lost =
          deals.stream()
              .filter(deal -> deal.outcome() == Outcome.LOST)
              .collect(groupingBy(deal -> stages.getOrDefault(deal.id(), ""), counting()));
      long all = lost.values().stream().mapToLong(Long::longValue).sum();
      return all < ENOUGH_SEEN
          ? Optional.empty()
          : Optional.of(
              new Standing(
                  deals.stream()
                      .filter(DealRecord::isOpen)
                      .collect(groupingBy(DealRecord::stage, counting())),
                  deals.stream().filter(DealRecord::isWon).count(),
                  lost,
                  0));
    }
  }

  /**
   * From one stage to the next.
   *
   * @param passed how many deals are known to have passed it
   * @param waiting how many stand in {@code from}, open
   * @param lost how many were lost in {@code from}
   * @param lostSomewhere how many were lost in it or in another stage
   */
  public record Step(
      String from, String to, long passed, long waiting, long lost, long lostSomewhere) {
    /**
     * The drop-off, if none of those lost somewhere was lost here: the share of the deals that did
     * not stay which were lost, as a ratio.
     */
    public BigDecimal least() {
      return ratio(lost);
    }

    /** The same if all of them were lost here. */
    public BigDecimal most() {
      return ratio(lost + lostSomewhere);
    }

    /** The drop-off, where it is known. */
    public Optional<BigDecimal> dropOff() {
      return lostSomewhere == 0 ? Optional.of(least()) : Optional.empty();
    }

    /** Whether more than 30 % drop off; empty where that depends on what is not known. */
    public Optional<Boolean> bottleneck() {
      if (StageFunnel.isBottleneck(least())) {
        return Optional.of(true);
      }
      return StageFunnel.isBottleneck(most()) ? Optional.empty() : Optional.of(false);
    }

    private BigDecimal ratio(long dropped) {
      return BigDecimal.valueOf(dropped)
          .divide(
              BigDecimal.valueOf(passed + lost + lostSomewhere), DIGITS, RoundingMode.HALF_EVEN);
    }
  }

  /**
   * @param order the stages of open deals in the order of the sale, each once; the win may stand at
   *     the end
   * @throws InvalidInputException when a stage stands twice, or an end of a deal before the last
   */
  public static StageSteps of(List<String> order, Standing standing) {
    List<String> stages = new ArrayList<>(order);
    if (!stages.isEmpty() && stages.get(stages.size() - 1).equals(WON)) {
      stages.remove(stages.size() - 1);
    }
    check(stages);
    stages.add(WON);
    long elsewhere =
        standing.lost().entrySet().stream()
            .filter(lost -> !stages.contains(lost.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    List<Step> steps = new ArrayList<>();
    long passed = standing.won();
    for (int i = stages.size() - 2; i >= 0; i--) {
      long waiting = standing.open().getOrDefault(stages.get(i), 0L);
      long lost = standing.lost().getOrDefault(stages.get(i), 0L);
      long somewhere = standing.lostSomewhere() + elsewhere;
      if (passed + lost + somewhere > 0) {
        steps.add(0, new Step(stages.get(i), stages.get(i + 1), passed, waiting, lost, somewhere));
      }
      passed += waiting + lost;
    }
    return new StageSteps(steps);
  }

  private static void check(List<String> stages) {
    if (new HashSet<>(stages).size() < stages.size()) {
      throw invalid("expected each stage once");
    }
    if (stages.contains(WON) || stages.contains(LOST)) {
      throw invalid("expected stages of open deals, and %s at the end only".formatted(WON));
    }
  }

  private static InvalidInputException invalid(String problem) {
    return new InvalidInputException("invalid_stages", "stages", problem);
  }
}
