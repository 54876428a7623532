package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.cro.pipeline.Movement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows what became of deals.
 *
 * @param sinceOrNull the day or the time that they are compared with; null for none
 * @param unit what values are counted in
 */
record ChangeReport(@Nullable String sinceOrNull, String unit, List<Movement> changes) {
  private static final int DEALS_SHOWN = 10;

  ChangeReport {
    changes = List.copyOf(changes);
  }

  void show(Terminal terminal) {
    if (sinceOrNull == null) {
      return;
    }
    terminal.result("");
    terminal.result(terminal.styled(Style.STRONG, "What became of deals since " + sinceOrNull));
    if (changes.isEmpty()) {
      terminal.result("Nothing: no deal came, moved or closed.");
      return;
    }
    Table kinds = Table.of("change", "deals", unit);
    byKind().forEach((kind, deals) -> kinds.row(words(kind), deals.size(), amount(deals)));
    terminal.result(kinds);
    terminal.result("");
    Table deals = Table.of("deal", "change", unit);
    changes.stream()
        .limit(DEALS_SHOWN)
        .forEach(deal -> deals.row(deal.dealId(), words(deal.kind()), amount(List.of(deal))));
    terminal.result(deals);
    if (changes.size() > DEALS_SHOWN) {
      terminal.result("And %,d more; --json lists them.".formatted(changes.size() - DEALS_SHOWN));
    }
  }

  private Map<Movement.Kind, List<Movement>> byKind() {
    return changes.stream()
        .collect(
            Collectors.groupingBy(
                Movement::kind, () -> new EnumMap<>(Movement.Kind.class), Collectors.toList()));
  }

  private static String words(Movement.Kind kind) {
    return kind.code().replace('_', ' ');
  }

  private static BigDecimal value(List<Movement> deals) {
    return deals.stream()
        .flatMap(deal -> deal.value().stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String amount(List<Movement> deals) {
    return "%,d".formatted(value(deals).setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
  }

  JsonLine json(JsonLine line) {
    JsonLine kinds = JsonLine.empty();
    byKind()
        .forEach(
            (kind, deals) ->
                kinds.with(
                    kind.code(), JsonLine.of("deals", deals.size()).with("value", value(deals))));
    return line.with("changes_since", sinceOrNull)
        .with("changes_by_kind", kinds)
        .with("changes", changes.stream().map(ChangeReport::json).toList());
  }

  private static JsonLine json(Movement change) {
    return JsonLine.of("deal_id", change.dealId())
        .with("change", change.kind().code())
        .with("value", change.valueOrNull());
  }
}
