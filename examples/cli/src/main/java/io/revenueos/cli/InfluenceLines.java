package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.cro.forecast.Influence;
import java.util.List;
import java.util.stream.Collectors;

/** What the chances of single deals go by. */
final class InfluenceLines {
  private InfluenceLines() {}

  static void show(Terminal terminal, List<Influence> influences) {
    String used =
        influences.stream()
            .filter(influence -> influence.whyNot().isEmpty())
            .map(
                influence ->
                    ", %s (%,d groups, %s to %s times)"
                        .formatted(
                            influence.kind().code(),
                            influence.groups(),
                            influence.least().toPlainString(),
                            influence.most().toPlainString()))
            .collect(Collectors.joining());
    terminal.result("Chances go by age and month in quarter%s.".formatted(used));
    for (Influence influence : influences) {
      influence
          .whyNot()
          .ifPresent(
              why -> terminal.result("Not by %s: %s.".formatted(influence.kind().code(), why)));
    }
  }

  static List<JsonLine> json(List<Influence> influences) {
    return influences.stream()
        .map(
            influence ->
                JsonLine.of("influence", influence.kind().code())
                    .with("groups", influence.groups())
                    .with("least", influence.least())
                    .with("most", influence.most())
                    .with("why_not", influence.whyNot()))
        .toList();
  }
}
