package io.revenueos.cli;

import io.revenueos.cli.csv.RefusedRow;
import io.revenueos.cli.leads.LeadFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.cmo.scoring.ColumnFinding;
import java.util.List;
import java.util.Locale;

/** What is said about rows and columns that are not used. */
final class LeadNotes {
  private static final int SHOWN = 20;

  private LeadNotes() {}

  /** Names the first refused rows, and how many there are. */
  static void refused(Terminal terminal, List<RefusedRow> refused) {
    refused.stream()
        .limit(SHOWN)
        .forEach(row -> terminal.message(refusal(row).human(terminal, "row", row.line())));
    if (refused.size() > SHOWN) {
      terminal.message("... and %,d more".formatted(refused.size() - SHOWN));
    }
  }

  static String counted(LeadFile leads) {
    int refused = leads.refused().size();
    return "%,d rows, %,d refused".formatted(leads.table().size() + refused, refused);
  }

  private static Refusal refusal(RefusedRow row) {
    return new Refusal(row.code(), "", row.message());
  }

  static List<JsonLine> refusedJson(List<RefusedRow> refused) {
    return refused.stream().map(row -> refusal(row).json("row", row.line())).toList();
  }

  static Table findings(List<ColumnFinding> findings) {
    Table table = Table.of("column", "", "why");
    findings.forEach(one -> table.row(one.column(), words(one.verdict()), one.reason()));
    return table;
  }

  private static String words(ColumnFinding.Verdict verdict) {
    return switch (verdict) {
      case LEFT_OUT_AS_TOLD, SAYS_NOTHING, NAMED_LATE, KNOWS_THE_OUTCOME -> "left out";
      case DOUBTFUL -> "kept, doubtful";
      case KEPT_AS_TOLD -> "kept";
    };
  }

  static List<JsonLine> findingsJson(List<ColumnFinding> findings) {
    return findings.stream()
        .map(
            one ->
                JsonLine.of("column", one.column())
                    .with("verdict", one.verdict().name().toLowerCase(Locale.ROOT))
                    .with("left_out", one.verdict().leavesOut())
                    .with("reason", one.reason()))
        .toList();
  }

  static String printable(String text) {
    return Printable.of(text, 200);
  }
}
