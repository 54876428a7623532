package io.revenueos.cro.setup;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import io.revenueos.cro.setup.PipelineProfile.Baseline;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a tenant sells, as the mode {@code setup} is told and shows it. Bounded in size however many
 * deals there are: of stages, products and owners the largest are named, the rest is summed.
 */
public final class PipelineFigures {
  /** How many products, and how many owners, are named: those with the most closed deals. */
  public static final int MOST_GROUPS = 30;

  /** How many stages are named: those with the most deals. */
  public static final int MOST_STAGES = 100;

  private static final int MAX_NAME = 100;

  private PipelineFigures() {}

  /**
   * @param currency of the values, ISO 4217
   */
  public static JsonObject of(DealHistory history, String currency) {
    PipelineProfile profile = PipelineProfile.of(history);
    JsonObject figures =
        JsonObject.of("as_of", history.asOf().toString())
            .with("currency", currency)
            .with("deals", history.deals().size())
            .with("open_deals", history.open().size());
    return stages(figures, profile)
        .with("baseline", baseline(profile.total()))
        .withAll(groups("product", history, DealRecord::product))
        .withAll(groups("owner", history, DealRecord::owner))
        .with(
            "open_without_value",
            history.open().stream()
                .filter(deal -> deal.value().or(() -> history.listPrice(deal)).isEmpty())
                .count())
        .with(
            "open_without_expected_close",
            history.open().stream().filter(deal -> deal.expectedClose().isEmpty()).count())
        .with(
            "excluded",
            history.excludedByReason().entrySet().stream()
                .map(
                    row ->
                        JsonObject.of("reason", row.getKey().words()).with("rows", row.getValue()))
                .toList());
  }

  private static JsonObject stages(JsonObject figures, PipelineProfile profile) {
    Map<String, Integer> byName = new LinkedHashMap<>();
    profile.stages().forEach((stage, deals) -> byName.merge(named(stage), deals, Integer::sum));
    List<Map.Entry<String, Integer>> all =
        byName.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .toList();
    List<Map.Entry<String, Integer>> rest = all.stream().skip(MOST_STAGES).toList();
    return figures
        .with(
            "stages",
            all.stream()
                .limit(MOST_STAGES)
                .map(
                    stage -> JsonObject.of("stage", stage.getKey()).with("deals", stage.getValue()))
                .toList())
        .with(
            "other_stages",
            rest.isEmpty()
                ? null
                : JsonObject.of("stages", rest.size())
                    .with("deals", rest.stream().mapToInt(Map.Entry::getValue).sum()));
  }

  /**
   * {@code products} and {@code other_products}, say. Names that are the same as far as they are
   * shown are one.
   */
  private static JsonObject groups(
      String one, DealHistory history, Function<DealRecord, String> group) {
    Map<String, List<DealRecord>> deals =
        history.deals().stream()
            .filter(deal -> !group.apply(deal).isEmpty())
            .collect(Collectors.groupingBy(deal -> named(group.apply(deal))));
    List<Map.Entry<String, Baseline>> all =
        deals.entrySet().stream()
            .map(entry -> Map.entry(entry.getKey(), Baseline.of(entry.getValue())))
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, Baseline> entry) -> -entry.getValue().closed())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    Set<String> rest =
        all.stream().skip(MOST_GROUPS).map(Map.Entry::getKey).collect(Collectors.toSet());
    Baseline others =
        Baseline.of(
            deals.entrySet().stream()
                .filter(entry -> rest.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList());
    return JsonObject.of(
            one + "s",
            all.stream()
                .limit(MOST_GROUPS)
                .map(
                    entry -> JsonObject.of(one, entry.getKey()).withAll(baseline(entry.getValue())))
                .toList())
        .with(
            "other_" + one + "s",
            rest.isEmpty()
                ? null
                : JsonObject.of(one + "s", rest.size()).withAll(baseline(others)));
  }

  private static JsonObject baseline(Baseline baseline) {
    return JsonObject.of("closed", baseline.closed())
        .with("won", baseline.won())
        .with("win_rate", baseline.winRate().orElse(null))
        .with("cycle_days", baseline.cycleDays().orElse(null))
        .with("deal_size", baseline.dealSize().orElse(null));
  }

  private static String named(String name) {
    return Text.sanitized(name, MAX_NAME);
  }
}
