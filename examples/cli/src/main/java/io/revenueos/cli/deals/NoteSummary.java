package io.revenueos.cli.deals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each note was made, and where first. Keeps a bounded number of kinds. Not thread-safe.
 */
public final class NoteSummary {
  private static final int MAX_KINDS = 200;

  private final Map<FieldNote, FirstRows> seen = new LinkedHashMap<>();
  private long unlisted;

  public void add(long row, FieldNote note) {
    if (seen.size() >= MAX_KINDS && !seen.containsKey(note)) {
      unlisted++;
      return;
    }
    seen.computeIfAbsent(note, first -> new FirstRows()).add(row);
  }

  /** One line per kind, the most frequent first. */
  public List<String> lines() {
    List<String> lines =
        new ArrayList<>(
            seen.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().count()))
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList());
    if (unlisted > 0) {
      lines.add("and %,d more notes; --verbose lists them all".formatted(unlisted));
    }
    return lines;
  }

  private static String line(FieldNote note, FirstRows rows) {
    return "%s: %s in %,d %s (%s)"
        .formatted(
            note.field(), note.message(), rows.count(), rows.count() == 1 ? "row" : "rows", rows);
  }
}
