package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.Campaign;
import io.revenueos.cmo.data.Channel;
import io.revenueos.cmo.data.DataMode;
import io.revenueos.cmo.data.MetricsSnapshot;
import io.revenueos.cmo.data.MetricsSnapshots;
import io.revenueos.cmo.data.Stored;
import io.revenueos.cmo.numbers.CampaignFigures;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.channels.CampaignPerformance;
import io.revenueos.kernel.jdbc.channels.Campaigns;
import io.revenueos.kernel.jdbc.channels.Metrics;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a campaign has really done so far, in one currency; figures that are made up never count.
 *
 * @param channels where it ran
 * @param details free, of the last snapshot; empty when there is none
 */
record Measured(
    CampaignFigures figures, String currency, Set<Channel> channels, JsonObject details) {
  private static final int PAGE = 500;

  String name() {
    return figures.campaign();
  }

  /**
   * By name: active campaigns with their metrics, and the AI CMO's own with the snapshot of the
   * last day. A name that stands in both counts once, with its metrics.
   */
  static List<Measured> of(TenantDatabase database, TenantScope scope) {
    List<Measured> metrics = added(metrics(database, scope));
    Set<String> names = metrics.stream().map(Measured::name).collect(Collectors.toSet());
    List<Measured> all = new ArrayList<>(metrics);
    added(snapshots(database, scope)).stream()
        .filter(one -> !names.contains(one.name()))
        .forEach(all::add);
    all.sort(Comparator.comparing(Measured::name).thenComparing(Measured::currency));
    return all;
  }

  /** Campaigns of one name and currency are added up. */
  private static List<Measured> added(List<Measured> all) {
    Map<String, Measured> byName = new TreeMap<>();
    all.forEach(one -> byName.merge(one.currency() + one.name(), one, Measured::plus));
    return List.copyOf(byName.values());
  }

  private Measured plus(Measured other) {
    Set<Channel> both = new LinkedHashSet<>(channels);
    both.addAll(other.channels);
    return new Measured(figures.plus(other.figures), currency, both, details);
  }

  private static List<Measured> metrics(TenantDatabase database, TenantScope scope) {
    Campaigns campaigns = new Campaigns(database);
    List<Measured> all = new ArrayList<>();
    Page<TimeKey> next = Page.first(PAGE);
    List<CampaignPerformance> page;
    do {
      page = campaigns.performance(scope, io.revenueos.kernel.jdbc.channels.DataMode.REAL, next);
      for (CampaignPerformance one : page) {
        Metrics metrics = one.metricsOrNull();
        if (metrics != null) {
          all.add(measured(one, metrics));
        }
      }
      if (!page.isEmpty()) {
        next = Page.after(page.get(page.size() - 1).campaign().key(), PAGE);
      }
    } while (page.size() == PAGE);
    return all;
  }

  private static Measured measured(CampaignPerformance one, Metrics metrics) {
    Metrics.Reach reach = metrics.reach();
    return new Measured(
        new CampaignFigures(
            one.campaign().details().name(),
            reach.impressions(),
            reach.clicks(),
            reach.conversions(),
            metrics.cost().amount(),
            metrics.revenue().amount()),
        metrics.cost().currency().getCurrencyCode(),
        Set.of(Channel.valueOf(one.campaign().details().channel().name())),
        JsonObject.empty());
  }

  private static List<Measured> snapshots(TenantDatabase database, TenantScope scope) {
    Map<UUID, Campaign> campaigns =
        TenantRows.all(page -> io.revenueos.cmo.data.Campaigns.on(database).page(scope, page))
            .stream()
            .collect(Collectors.toMap(Stored::id, Stored::value));
    Map<UUID, MetricsSnapshot> last = new HashMap<>();
    TenantRows.all(page -> MetricsSnapshots.on(database).page(scope, page)).stream()
        .map(Stored::value)
        .filter(one -> one.mode() == DataMode.REAL && campaigns.containsKey(one.campaign()))
        .forEach(one -> last.merge(one.campaign(), one, Measured::later));
    return last.values().stream()
        .map(one -> measured(one, campaigns.getOrDefault(one.campaign(), Campaign.of("none"))))
        .toList();
  }

  private static MetricsSnapshot later(MetricsSnapshot one, MetricsSnapshot other) {
    return one.date().isBefore(other.date()) ? other : one;
  }

  private static Measured measured(MetricsSnapshot snapshot, Campaign campaign) {
    return new Measured(
        CampaignFigures.of(campaign.name(), snapshot),
        snapshot.money().currency(),
        campaign.channels().stream().map(one -> one.channel()).collect(Collectors.toSet()),
        snapshot.details());
  }

  /** The currency of most of them, the first in the alphabet among equals; USD for none. */
  static String currency(List<Measured> all) {
    Map<String, Long> counts =
        all.stream()
            .collect(
                Collectors.groupingBy(Measured::currency, TreeMap::new, Collectors.counting()));
    String most = "USD";
    long best = 0;
    for (Map.Entry<String, Long> one : counts.entrySet()) {
      if (one.getValue() > best) {
        most = one.getKey();
        best = one.getValue();
      }
    }
    return most;
  }

  /** As a model is shown it; a rate that is divided by 0 is null. */
  JsonObject json() {
    return json(figures)
        .with("channels", channels.stream().map(Channel::stored).sorted().toList())
        .with("currency", currency);
  }

  static JsonObject json(CampaignFigures figures) {
    return JsonObject.of("campaign", figures.campaign())
        .with("impressions", figures.impressions())
        .with("clicks", figures.clicks())
        .with("conversions", figures.conversions())
        .with("cost", figures.cost())
        .with("revenue", figures.revenue())
        .with("click_through", figures.clickThrough().value().orElse(null))
        .with("conversion", figures.conversion().value().orElse(null))
        .with("cost_per_click", figures.costPerClick().value().orElse(null))
        .with("cost_per_conversion", figures.costPerConversion().value().orElse(null))
        .with("return_on_spend", figures.returnOnSpend().value().orElse(null));
  }

  /** All figures of a list added up, under this name. */
  static CampaignFigures total(List<Measured> all, String name) {
    Function<CampaignFigures, CampaignFigures> named =
        sum ->
            new CampaignFigures(
                name,
                sum.impressions(),
                sum.clicks(),
                sum.conversions(),
                sum.cost(),
                sum.revenue());
    return all.stream()
        .map(Measured::figures)
        .reduce(CampaignFigures::plus)
        .map(named)
        .orElse(new CampaignFigures(name, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO));
  }
}
