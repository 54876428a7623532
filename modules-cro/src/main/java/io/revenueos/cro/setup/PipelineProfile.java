package io.revenueos.cro.setup;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How a tenant sells, by its own closed deals.
 *
 * @param stages how many deals are in each, by name
 * @param total over all deals
 * @param products the same per product, by name
 * @param owners the same per owner, by name
 */
public record PipelineProfile(
    Map<String, Integer> stages,
    Baseline total,
    Map<String, Baseline> products,
    Map<String, Baseline> owners) {

  /**
   * What is usual.
   *
   * @param winRate won over closed, as a ratio with four digits; empty when none has closed
   * @param cycleDays from the beginning to the close, the median over won deals; the lower one of
   *     two, so that it is some deal's
   * @param dealSize the median value of won deals, likewise
   */
  public record Baseline(
      long closed,
      long won,
      Optional<BigDecimal> winRate,
      Optional<Integer> cycleDays,
      Optional<BigDecimal> dealSize) {
    private static final int RATE_DIGITS = 4;

    static Baseline of(List<DealRecord> deals) {
      long closed = deals.stream().filter(deal -> deal.outcome().closed()).count();
      List<DealRecord> won = deals.stream().filter(DealRecord::isWon).toList();
      return new Baseline(
          closed,
          won.size(),
          closed == 0
              ? Optional.empty()
              : Optional.of(
                  BigDecimal.valueOf(won.size())
                      .divide(BigDecimal.valueOf(closed), RATE_DIGITS, RoundingMode.HALF_EVEN)),
          median(won.stream().flatMap(deal -> deal.cycleDays().stream()).toList()),
          median(won.stream().flatMap(deal -> deal.value().stream()).toList()));
    }

    /** The lower one of two. */
    private static <T extends Comparable<T>> Optional<T> median(List<T> values) {
      return values.isEmpty()
          ? Optional.empty()
          : Optional.of(values.stream().sorted().toList().get((values.size() - 1) / 2));
    }
  }

  public PipelineProfile {
    stages = Collections.unmodifiableMap(new TreeMap<>(stages));
    products = Collections.unmodifiableMap(new TreeMap<>(products));
    owners = Collections.unmodifiableMap(new TreeMap<>(owners));
  }

  public static PipelineProfile of(DealHistory history) {
    Map<String, Integer> stages = new TreeMap<>();
    history.deals().forEach(deal -> stages.merge(deal.stage(), 1, Integer::sum));
    return new PipelineProfile(
        stages,
        Baseline.of(history.deals()),
        by(history, DealRecord::product),
        by(history, DealRecord::owner));
  }

  private static Map<String, Baseline> by(DealHistory history, Function<DealRecord, String> what) {
    Map<String, List<DealRecord>> groups = new TreeMap<>();
    for (DealRecord deal : history.deals()) {
      if (!what.apply(deal).isEmpty()) {
        groups.computeIfAbsent(what.apply(deal), first -> new ArrayList<>()).add(deal);
      }
    }
    Map<String, Baseline> baselines = new TreeMap<>();
    groups.forEach((name, deals) -> baselines.put(name, Baseline.of(deals)));
    return baselines;
  }
}
