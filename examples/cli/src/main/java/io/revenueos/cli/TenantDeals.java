package io.revenueos.cli;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRow;
import io.revenueos.cro.pipeline.StageNames;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's deals in the database. Work on a deal began on the day on which its row was added; the
 * table has no other.
 *
 * @param deals as they are stored, the newest first
 * @param currency of the values; the newest deal's when there are several
 * @param probabilities 0 to 1, by the deals' ids, as far as they are given
 */
record TenantDeals(
    DealHistory history, List<Deal> deals, String currency, Map<String, BigDecimal> probabilities) {

  static TenantDeals read(TenantDatabase database, TenantScope scope, LocalDate asOf) {
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
    return new TenantDeals(history, List.copyOf(deals), currency, Map.copyOf(probabilities));
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
        "",
        money(deal).map(Money::amount).orElse(null),
        deal.history().createdAt().atZone(ZoneOffset.UTC).toLocalDate(),
        deal.isOpen() ? terms.expectedCloseOrNull() : deal.history().closedOnOrNull());
  }
}
