package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.cmo.scoring.LeadScore;
import io.revenueos.cmo.scoring.LeadScoring;
import io.revenueos.cmo.scoring.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Scores of leads, for people and for machines.
 *
 * @param unit what a lead is called by: {@code row} or {@code lead}
 */
record ScoreSheet(String unit, LeadScoring scoring, List<Scored> scored) {
  private static final int SIGNALS_SHOWN = 3;

  /** A lead by its row or its id, and its score. */
  record Scored(Object lead, LeadScore score) {}

  ScoreSheet {
    scored =
        scored.stream()
            .sorted(Comparator.comparingInt((Scored one) -> -one.score().score()))
            .toList();
  }

  /** One line a lead, the best first, with every signal. */
  void json(Terminal terminal) {
    for (Scored one : scored) {
      LeadScore score = one.score();
      terminal.result(
          JsonLine.of(unit, one.lead())
              .with("score", score.score())
              .with("grade", score.grade().name())
              .with("unit", score.unit().name().toLowerCase(Locale.ROOT))
              .with("start", score.start())
              .with("signals", score.signals().stream().map(ScoreSheet::json).toList())
              .with("version", score.version()));
    }
  }

  private static JsonLine json(Signal signal) {
    return JsonLine.of("feature", signal.feature())
        .with("value", signal.value())
        .with("contribution", signal.contribution())
        .with("direction", signal.direction().name().toLowerCase(Locale.ROOT));
  }

  /** The best leads with their strongest signals, and what is behind the scores. */
  void show(Terminal terminal, int top) {
    if (!scoring.findings().isEmpty()) {
      terminal.result(LeadNotes.findings(scoring.findings()));
      terminal.result("");
    }
    Table table = Table.of(unit, "score", "grade", "signals");
    scored.stream()
        .limit(top)
        .forEach(
            one ->
                table.row(
                    one.lead(),
                    one.score().score(),
                    one.score().grade(),
                    one.score().signals().stream()
                        .limit(SIGNALS_SHOWN)
                        .map(ScoreSheet::words)
                        .collect(Collectors.joining(", "))));
    terminal.result(table);
    String grades =
        scored.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.score().grade(), TreeMap::new, Collectors.counting()))
            .toString();
    terminal.message("%,d scored %s; %s".formatted(scored.size(), grades, scoring.reason()));
    terminal.message("version " + scoring.scorer().version());
  }

  private static String words(Signal signal) {
    return "%s %s (%+.2f)"
        .formatted(
            signal.feature(),
            signal.value().isEmpty() ? "unknown" : signal.value(),
            signal.contribution());
  }
}
