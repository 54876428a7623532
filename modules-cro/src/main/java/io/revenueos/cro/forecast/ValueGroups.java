package io.revenueos.cro.forecast;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Deals in thirds by what they are worth, as it was known while they were open: by the list price
 * of their product, else by their own value. A value that is known of some outcomes only would tell
 * the outcome (many CRMs write 0 for a lost deal and nothing for an open one), so there are no
 * groups unless nearly all deals that were won, nearly all that were lost and nearly all that are
 * open have one. On a past morning the own values of the deals that were open then are not known.
 * Immutable.
 */
final class ValueGroups {
  /** Of deals that are won, lost, open. */
  private static final double NEARLY_ALL = 0.95;

  private final Function<TimedDeal, Optional<BigDecimal>> value;
  private final List<BigDecimal> limits;
  private final Optional<String> whyNot;

  private ValueGroups(
      Function<TimedDeal, Optional<BigDecimal>> value,
      List<BigDecimal> limits,
      Optional<String> whyNot) {
    this.value = value;
    this.limits = limits;
    this.whyNot = whyNot;
  }

  static ValueGroups of(Known known) {
    List<TimedDeal> deals =
        known.deals().stream()
            .filter(deal -> !known.open().isZombie(deal) || !deal.openOn(known.origin()))
            .toList();
    Function<TimedDeal, Optional<BigDecimal>> listed = known::listPriceOf;
    Function<TimedDeal, Optional<BigDecimal>> own = known::valueOf;
    if (unknown(deals, listed, known).isEmpty()) {
      return thirds(deals, listed);
    }
    Optional<String> whyNot = unknown(deals, own, known);
    return whyNot.isEmpty()
        ? thirds(deals, own)
        : new ValueGroups(deal -> Optional.empty(), List.of(), whyNot);
  }

  /** Of which deals it is not known well enough; empty when it is of all. */
  private static Optional<String> unknown(
      List<TimedDeal> deals, Function<TimedDeal, Optional<BigDecimal>> value, Known known) {
    return unknown("won", deals, value, deal -> known.ended(deal) && deal.won())
        .or(() -> unknown("lost", deals, value, deal -> known.ended(deal) && !deal.won()))
        .or(() -> unknown("open", deals, value, deal -> !known.ended(deal)));
  }

  private static Optional<String> unknown(
      String outcome,
      List<TimedDeal> deals,
      Function<TimedDeal, Optional<BigDecimal>> value,
      Predicate<TimedDeal> which) {
    List<TimedDeal> all = deals.stream().filter(which).toList();
    long valued = all.stream().filter(deal -> value.apply(deal).isPresent()).count();
    return valued >= NEARLY_ALL * all.size()
        ? Optional.empty()
        : Optional.of(
            "a value above 0 is known of %,d of %,d %s deals, so it would tell how a deal ends"
                .formatted(valued, all.size(), outcome));
  }

  private static ValueGroups thirds(
      List<TimedDeal> deals, Function<TimedDeal, Optional<BigDecimal>> value) {
    List<BigDecimal> values =
        deals.stream().flatMap(deal -> value.apply(deal).stream()).sorted().toList();
    return new ValueGroups(
        value,
        values.isEmpty()
            ? List.of()
            : List.of(values.get(values.size() / 3), values.get(2 * values.size() / 3)),
        Optional.empty());
  }

  /** Empty when it is not known. */
  Optional<String> of(TimedDeal deal) {
    return value
        .apply(deal)
        .map(amount -> "third " + limits.stream().filter(l -> amount.compareTo(l) > 0).count());
  }

  /** Why there are no groups. */
  Optional<String> whyNot() {
    return whyNot;
  }
}
