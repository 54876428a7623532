package io.revenueos.cro.agents;

import io.revenueos.cro.data.PastSnapshot;
import io.revenueos.cro.pipeline.Movement;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of deals since the last forecast.
 *
 * @param since the day of that one
 * @param names of today's deals, by id
 */
record DealChanges(LocalDate since, List<Movement> movements, Map<String, String> names) {
  private static final int DEALS = 20;

  DealChanges {
    movements = List.copyOf(movements);
    names = Map.copyOf(names);
  }

  static DealChanges since(PastSnapshot last, Outlook outlook) {
    return new DealChanges(
        last.day(), last.changes(outlook.deals(), outlook.period().period()), outlook.names());
  }

  JsonObject figures() {
    List<JsonObject> kinds = new ArrayList<>();
    byKind()
        .forEach(
            (kind, deals) ->
                kinds.add(
                    JsonObject.of("change", kind.code())
                        .with("deals", deals.size())
                        .with("value", value(deals))));
    return JsonObject.of("since", since.toString())
        .with("kinds", kinds)
        .with("deals", movements.stream().limit(DEALS).map(this::deal).toList());
  }

  private Map<Movement.Kind, List<Movement>> byKind() {
    return movements.stream()
        .collect(
            Collectors.groupingBy(
                Movement::kind, () -> new EnumMap<>(Movement.Kind.class), Collectors.toList()));
  }

  private JsonObject deal(Movement movement) {
    return JsonObject.of("deal_id", movement.dealId())
        .with("name", names.get(movement.dealId()))
        .with("change", movement.kind().code())
        .with("value", movement.valueOrNull());
  }

  private static BigDecimal value(List<Movement> deals) {
    return deals.stream()
        .flatMap(deal -> deal.value().stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** For people: {@code " Since 2026-02-01: 2 new (1500), 1 won (1000)."}. */
  static String words(JsonObject figures) {
    String said =
        figures.list("kinds").orElseThrow().stream()
            .map(kind -> (JsonObject) kind)
            .map(
                kind ->
                    "%s %s (%s)"
                        .formatted(
                            kind.decimal("deals").orElseThrow().toPlainString(),
                            kind.text("change").orElseThrow().replace('_', ' '),
                            kind.decimal("value").orElseThrow().toPlainString()))
            .collect(Collectors.joining(", "));
    return " Since %s: %s."
        .formatted(
            figures.text("since").orElseThrow(), said.isEmpty() ? "no deal came or went" : said);
  }
}
