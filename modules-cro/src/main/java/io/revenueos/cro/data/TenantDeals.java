package io.revenueos.cro.data;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRow;
import io.revenueos.cro.pipeline.Sighting;
import io.revenueos.cro.pipeline.StageNames;
import io.revenueos.cro.review.DealReview;
import io.revenueos.cro.review.DealSignals;
import io.revenueos.cro.review.DealSignals.Access;
import io.revenueos.cro.review.DealSignals.Position;
import io.revenueos.cro.review.Pace;
import io.revenueos.cro.review.Rubric;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.jdbc.crm.DealBackground;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A tenant's deals in the database. Work on a deal that names no start began on the day on which
 * its row was added.
 *
 * @param deals as they are stored, the newest first
 * @param currency of the values; the newest deal's when there are several
 * @param probabilities 0 to 1, by the deals' ids, as far as they are given
 * @param earlier what earlier forecasts saw of the deals, the earliest first; may be empty
 */
public record TenantDeals(
    DealHistory history,
    List<Deal> deals,
    String currency,
    Map<String, BigDecimal> probabilities,
    Map<DealId, List<DealSighting>> earlier) {

  public TenantDeals {
    deals = List.copyOf(deals);
    probabilities = Map.copyOf(probabilities);
    earlier = Map.copyOf(earlier);
  }

  /**
   * All deals that the scope sees.
   *
   * @param asOf facts of this day and later ones are not known
   */
  public static TenantDeals read(TenantDatabase database, TenantScope scope, LocalDate asOf) {
    List<Deal> deals = new ArrayList<>();
    Deals table = new Deals(database);
    Page<TimeKey> page = Page.first(Page.MAX_LIMIT);
    List<Deal> next = table.page(scope, page);
    while (!next.isEmpty()) {
      deals.addAll(next);
      next = table.page(scope, Page.after(next.get(next.size() - 1).key(), Page.MAX_LIMIT));
    }
    List<DealRow> rows = new ArrayList<>();
    Map<String, BigDecimal> probabilities = new HashMap<>();
    for (Deal deal : deals) {
      rows.add(row(rows.size() + 1, deal));
      Integer percent = deal.details().terms().probabilityOrNull();
      if (percent != null) {
        probabilities.put(deal.id().toString(), BigDecimal.valueOf(percent).movePointLeft(2));
      }
    }
    String currency =
        deals.stream()
            .flatMap(deal -> money(deal).stream())
            .map(money -> money.currency().getCurrencyCode())
            .findFirst()
            .orElse("USD");
    DealHistory history = DealHistory.of(rows, StageNames.usedIn(rows), asOf, Map.of());
    return new TenantDeals(history, deals, currency, probabilities, Map.of());
  }

  /**
   * The same with what earlier forecasts saw of the deals, and today's as seen today: chances of
   * single deals go by their stages then, and reviews look for values that fell.
   *
   * @param before the earliest first
   */
  public TenantDeals seen(List<DealSighting> before) {
    List<Sighting> sightings = new ArrayList<>();
    before.forEach(
        seen -> sightings.add(new Sighting(seen.deal().toString(), seen.day(), seen.stage())));
    LocalDate today = history.asOf().minusDays(1);
    history.open().forEach(deal -> sightings.add(new Sighting(deal.id(), today, deal.stage())));
    return new TenantDeals(
        history.withSightings(sightings),
        deals,
        currency,
        probabilities,
        before.stream().collect(Collectors.groupingBy(DealSighting::deal)));
  }

  private static Optional<Money> money(Deal deal) {
    return Optional.ofNullable(deal.details().terms().valueOrNull());
  }

  private static DealRow row(long number, Deal deal) {
    DealTerms terms = deal.details().terms();
    UserId owner = deal.details().ownerOrNull();
    return new DealRow(
        number,
        deal.id().toString(),
        terms.stage(),
        owner == null ? "" : owner.toString(),
        Objects.requireNonNullElse(deal.details().background().productOrNull(), ""),
        money(deal).map(Money::amount).orElse(null),
        begun(deal),
        deal.isOpen() ? terms.expectedCloseOrNull() : deal.history().closedOnOrNull());
  }

  /**
   * Reviews a deal by what is stored of it. Where it is not said whom the team talks to, it talks
   * to nobody; without a named competitor nobody else is asked. That it has become worth less is
   * known from what earlier forecasts saw.
   *
   * @param today the day of the review
   */
  public DealReview review(Deal deal, Pace pace, LocalDate today) {
    Instant touched = deal.history().lastActivityAtOrNull();
    String competitor = deal.details().competitorOrNull();
    Money value = deal.details().terms().valueOrNull();
    return Rubric.review(
        new DealSignals(
            today,
            touched == null ? null : day(touched),
            deal.details().terms().expectedCloseOrNull(),
            pace.stagesBehind(begun(deal), today),
            access(deal),
            competitor == null ? Position.SINGLE_VENDOR : Position.EQUAL,
            competitor == null ? "" : competitor,
            value == null ? null : value.amount(),
            ValueFall.of(earlier.getOrDefault(deal.id(), List.of()), value, today).orElse(null),
            pace.outlived(begun(deal), history.asOf()).orElse(null)));
  }

  private static Access access(Deal deal) {
    DealBackground.Access access = deal.details().background().accessOrNull();
    if (access == null) {
      return Access.NONE;
    }
    return switch (access) {
      case ECONOMIC_BUYER -> Access.ECONOMIC_BUYER;
      case CHAMPION -> Access.CHAMPION_ONLY;
      case NONE -> Access.NONE;
    };
  }

  private static LocalDate begun(Deal deal) {
    LocalDate started = deal.details().background().startedOnOrNull();
    return started == null ? day(deal.history().createdAt()) : started;
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
