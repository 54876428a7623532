package io.revenueos.cmo.numbers;

import io.revenueos.cmo.numbers.Recommendation.Severity;
import io.revenueos.cmo.numbers.Recommendation.Size;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.statistics.inference.Difference;
import io.revenueos.statistics.inference.Proportion;
import io.revenueos.statistics.inference.ProportionTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How campaigns do beside each other. Version 1 of these rules:
 *
 * <ul>
 *   <li>{@code no_conversions}: spent twice what a conversion costs on average, and had none.
 *       Critical.
 *   <li>{@code costly}: a conversion costs at least twice as much as in all others together, with
 *       ten conversions or more. Warning.
 *   <li>{@code low_click_through}: clicked less often than all others together, and chance would do
 *       that less than once in a hundred. Warning.
 *   <li>{@code counting}: more conversions than clicks, so that rates over clicks mean little.
 *       Info.
 *   <li>{@code scale}: the top performer, the lowest cost of a conversion with ten or more. Info.
 * </ul>
 *
 * @param status of each campaign, in the order given: critical, watch or healthy
 * @param topPerformer empty when none has spent money and had ten conversions
 * @param recommendations the most severe first
 */
public record CampaignHealth(
    List<Health> status, Optional<String> topPerformer, List<Recommendation> recommendations) {
  private static final int ENOUGH_CONVERSIONS = 10;
  private static final BigDecimal TWICE = BigDecimal.valueOf(2);
  private static final double CHANCE = 0.01;

  /** The worst that was found. */
  public enum Status {
    HEALTHY,
    WATCH,
    CRITICAL
  }

  /** A campaign and how it does. */
  public record Health(String campaign, Status status) {}

  public CampaignHealth {
    status = List.copyOf(status);
    recommendations = List.copyOf(recommendations);
  }

  /**
   * Compares campaigns whose amounts are in one currency.
   *
   * @throws InvalidInputException when a name stands twice
   */
  public static CampaignHealth of(List<CampaignFigures> campaigns) {
    long names = campaigns.stream().map(CampaignFigures::campaign).distinct().count();
    if (names != campaigns.size()) {
      throw new InvalidInputException(
          "invalid_figures", "campaign", "expected each campaign once; add their figures up first");
    }
    Optional<CampaignFigures> top = top(campaigns);
    List<Recommendation> found = new ArrayList<>();
    for (CampaignFigures one : campaigns) {
      Optional<CampaignFigures> others =
          campaigns.stream()
              .filter(other -> !other.campaign().equals(one.campaign()))
              .reduce(CampaignFigures::plus);
      others.flatMap(rest -> noConversions(one, rest)).ifPresent(found::add);
      others.flatMap(rest -> costly(one, rest)).ifPresent(found::add);
      others.flatMap(rest -> lowClickThrough(one, rest)).ifPresent(found::add);
      counting(one).ifPresent(found::add);
      if (campaigns.size() > 1
          && top.map(CampaignFigures::campaign).filter(one.campaign()::equals).isPresent()) {
        found.add(scale(one));
      }
    }
    found.sort(Comparator.comparing(Recommendation::severity).reversed());
    List<Health> status =
        campaigns.stream()
            .map(one -> new Health(one.campaign(), status(one.campaign(), found)))
            .toList();
    return new CampaignHealth(status, top.map(CampaignFigures::campaign), found);
  }

  private static Status status(String campaign, List<Recommendation> found) {
    return found.stream()
        .filter(one -> one.campaign().equals(campaign))
        .map(Recommendation::severity)
        .max(Comparator.naturalOrder())
        .map(
            worst ->
                switch (worst) {
                  case INFO -> Status.HEALTHY;
                  case WARNING -> Status.WATCH;
                  case CRITICAL -> Status.CRITICAL;
                })
        .orElse(Status.HEALTHY);
  }

  private static Optional<CampaignFigures> top(List<CampaignFigures> campaigns) {
    return campaigns.stream()
        .filter(one -> one.conversions() >= ENOUGH_CONVERSIONS && one.cost().signum() > 0)
        .min((a, b) -> a.costPerConversion().compareTo(b.costPerConversion()));
  }

  private static Optional<Recommendation> noConversions(
      CampaignFigures one, CampaignFigures others) {
    return others
        .costPerConversion()
        .value()
        .filter(usual -> usual.signum() > 0 && one.conversions() == 0)
        .filter(usual -> one.cost().compareTo(usual.multiply(TWICE)) >= 0)
        .map(
            usual ->
                new Recommendation(
                    one.campaign(),
                    "no_conversions",
                    Severity.CRITICAL,
                    Size.HIGH,
                    Size.LOW,
                    "spent %s without a conversion, where one costs %s elsewhere: pause it"
                        .formatted(plain(one.cost()), plain(usual))));
  }

  private static Optional<Recommendation> costly(CampaignFigures one, CampaignFigures others) {
    Optional<BigDecimal> usual = others.costPerConversion().value();
    return one.costPerConversion()
        .value()
        .filter(own -> one.conversions() >= ENOUGH_CONVERSIONS && usual.isPresent())
        .filter(own -> own.compareTo(usual.orElseThrow().multiply(TWICE)) >= 0)
        .map(
            own ->
                new Recommendation(
                    one.campaign(),
                    "costly",
                    Severity.WARNING,
                    Size.HIGH,
                    Size.LOW,
                    "a conversion costs %s, elsewhere %s: move budget away"
                        .formatted(plain(own), plain(usual.orElseThrow()))));
  }

  private static Optional<Recommendation> lowClickThrough(
      CampaignFigures one, CampaignFigures others) {
    if (!isShare(one) || !isShare(others)) {
      return Optional.empty();
    }
    Proportion own = new Proportion(one.clicks(), one.impressions());
    Proportion rest = new Proportion(others.clicks(), others.impressions());
    Difference difference = ProportionTest.compare(rest, own, 1 - CHANCE);
    boolean lower = difference.estimate() < 0 && difference.pValue() < CHANCE;
    return lower && ProportionTest.applies(rest, own)
        ? Optional.of(
            new Recommendation(
                one.campaign(),
                "low_click_through",
                Severity.WARNING,
                Size.MEDIUM,
                Size.MEDIUM,
                "%.3f %% of impressions are clicked, elsewhere %.3f %%: try other words and pictures"
                    .formatted(100 * own.rate(), 100 * rest.rate())))
        : Optional.empty();
  }

  private static boolean isShare(CampaignFigures one) {
    return one.impressions() > 0 && one.clicks() <= one.impressions();
  }

  private static Optional<Recommendation> counting(CampaignFigures one) {
    return one.hasConversionsWithoutClicks()
        ? Optional.of(
            new Recommendation(
                one.campaign(),
                "counting",
                Severity.INFO,
                Size.LOW,
                Size.MEDIUM,
                "%,d conversions and only %,d clicks: check how conversions are counted"
                    .formatted(one.conversions(), one.clicks())))
        : Optional.empty();
  }

  private static Recommendation scale(CampaignFigures one) {
    return new Recommendation(
        one.campaign(),
        "scale",
        Severity.INFO,
        Size.HIGH,
        Size.LOW,
        "a conversion costs %s, less than anywhere else: give it more, in steps, and watch the cost"
            .formatted(plain(one.costPerConversion().value().orElseThrow())));
  }

  private static String plain(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
