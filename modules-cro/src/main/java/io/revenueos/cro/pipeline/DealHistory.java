package io.revenueos.cro.pipeline;

import io.revenueos.cro.pipeline.Exclusion.Reason;
import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of a tenant's deals on the morning of a day. Immutable.
 *
 * @param asOf facts of this day and later ones are not in it
 * @param deals by the day on which work on them began, then by id
 * @param listPrices what a product costs before discounts, by the product's name; may be empty
 * @param excluded the rows that are not among the deals, by row
 * @param sightings where open deals stood on earlier days, by day, then by deal; may be empty
 */
public record DealHistory(
    LocalDate asOf,
    List<DealRecord> deals,
    Map<String, BigDecimal> listPrices,
    List<Exclusion> excluded,
    List<Sighting> sightings) {
  private static final int FEW_WON = 10;
  private static final Comparator<DealRecord> ORDER =
      Comparator.comparing(DealRecord::engaged).thenComparing(DealRecord::id);
  private static final Comparator<Sighting> BY_DAY =
      Comparator.comparing(Sighting::day).thenComparing(Sighting::dealId);

  public DealHistory {
    deals = deals.stream().sorted(ORDER).toList();
    listPrices = Map.copyOf(listPrices);
    excluded = List.copyOf(excluded);
    sightings =
        sightings.stream().filter(seen -> seen.day().isBefore(asOf)).sorted(BY_DAY).toList();
    listPrices.forEach(
        (product, price) -> {
          if (price.signum() <= 0) {
            throw new InvalidInputException(
                "invalid_list_price", product, "expected more than 0, found " + price);
          }
        });
  }

  /** Of deals of which nobody knows where they stood on earlier days. */
  public DealHistory(
      LocalDate asOf,
      List<DealRecord> deals,
      Map<String, BigDecimal> listPrices,
      List<Exclusion> excluded) {
    this(asOf, deals, listPrices, excluded, List.of());
  }

  /** The same with other sightings. */
  public DealHistory withSightings(List<Sighting> others) {
    return new DealHistory(asOf, deals, listPrices, excluded, others);
  }

  /**
   * Sorts out the rows that cannot be used, by themselves or beside the others; the rest become
   * deals.
   *
   * @param asOf the day after the last one that the rows know of
   */
  public static DealHistory of(
      List<DealRow> rows, StageNames stages, LocalDate asOf, Map<String, BigDecimal> listPrices) {
    RowCheck check = new RowCheck(rows, stages, asOf);
    List<DealRow> right = new ArrayList<>();
    List<Exclusion> excluded = new ArrayList<>();
    for (DealRow row : rows) {
      Optional<Exclusion> wrong = check.of(row);
      wrong.ifPresentOrElse(excluded::add, () -> right.add(row));
    }
    List<Exclusion> slips = SlipCheck.of(right);
    Set<String> slipped = slips.stream().map(Exclusion::id).collect(Collectors.toSet());
    excluded.addAll(slips);
    excluded.sort(Comparator.comparingLong(Exclusion::row));
    return new DealHistory(
        asOf,
        right.stream().filter(row -> !slipped.contains(row.id())).map(DealHistory::deal).toList(),
        listPrices,
        excluded);
  }

  private static DealRecord deal(DealRow row) {
    Outcome outcome = row.outcome();
    return new DealRecord(
        row.id(),
        row.stage(),
        row.owner(),
        row.product(),
        outcome,
        row.valueOrNull(),
        row.engaged().orElseThrow(),
        outcome.closed() ? row.closedOrNull() : null,
        outcome.closed() ? null : row.closedOrNull());
  }

  /**
   * The same with everything erased that was not known on the morning of a day: later deals, later
   * outcomes, later sightings, and the value of deals that were open.
   */
  public DealHistory asKnownOn(LocalDate day) {
    if (!day.isBefore(asOf)) {
      return this;
    }
    return new DealHistory(
        day,
        deals.stream().flatMap(deal -> deal.asKnownOn(day).stream()).toList(),
        listPrices,
        excluded,
        sightings);
  }

  public long closed() {
    return deals.stream().filter(deal -> deal.outcome().closed()).count();
  }

  public long won() {
    return deals.stream().filter(DealRecord::isWon).count();
  }

  /**
   * The won deal that brought more than all other won deals together, and so says alone what open
   * ones are worth; of few deals that means nothing. Not wrong, and worth a question.
   */
  public Optional<DealRecord> outweighing() {
    if (won() < FEW_WON) {
      return Optional.empty();
    }
    BigDecimal all =
        deals.stream()
            .filter(DealRecord::isWon)
            .flatMap(deal -> deal.value().stream())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal half = all.divide(BigDecimal.valueOf(2));
    return deals.stream()
        .filter(DealRecord::isWon)
        .filter(deal -> deal.value().filter(value -> value.compareTo(half) > 0).isPresent())
        .findFirst();
  }

  public List<DealRecord> open() {
    return deals.stream().filter(DealRecord::isOpen).toList();
  }

  public Optional<BigDecimal> listPrice(DealRecord deal) {
    return Optional.ofNullable(listPrices.get(deal.product()));
  }

  /** How many rows are excluded, by reason. */
  public Map<Reason, Long> excludedByReason() {
    Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    excluded.forEach(row -> counts.merge(row.reason(), 1L, Long::sum));
    return counts;
  }
}
