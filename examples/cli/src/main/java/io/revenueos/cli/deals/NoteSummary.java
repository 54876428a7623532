package io.revenueos.cli.deals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often each note was made, and where first. Keeps a bounded number of kinds. Not thread-safe.
 */
public final class NoteSummary {
  private static final int FIRST_ROWS = 5;
  private static final int MAX_KINDS = 200;

  /** One kind of note. */
  private static final class Seen {
    private final List<Long> firstRows = new ArrayList<>(FIRST_ROWS);
    private long count;
  }

  private final Map<FieldNote, Seen> seen = new LinkedHashMap<>();
  private long unlisted;

  public void add(long row, FieldNote note) {
    if (seen.size() >= MAX_KINDS && !seen.containsKey(note)) {
      unlisted++;
      return;
    }
    Seen kind = seen.computeIfAbsent(note, first -> new Seen());
    kind.count++;
    if (kind.firstRows.size() < FIRST_ROWS) {
      kind.firstRows.add(row);
    }
  }

  /** One line per kind, the most frequent first. */
  public List<String> lines() {
    List<String> lines =
        new ArrayList<>(
            seen.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().count))
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList());
    if (unlisted > 0) {
      lines.add("and %,d more notes; --verbose lists them all".formatted(unlisted));
    }
    return lines;
  }

  private static String line(FieldNote note, Seen kind) {
    String rows = kind.firstRows.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "%s: %s in %,d %s (%s%s)"
        .formatted(
            note.field(),
            note.message(),
            kind.count,
            kind.count == 1 ? "row" : "rows",
            rows,
            kind.count > kind.firstRows.size() ? ", ..." : "");
  }
}
