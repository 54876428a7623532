package io.revenueos.cli.deals;

import io.revenueos.kernel.json.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices values of one column that differ only in case, spaces or punctuation, and so probably
 * mean the same. Remembers a bounded number of values; what comes after is not compared. Not
 * thread-safe.
 */
final class Spellings {
  private static final int MAX_VALUES = 10_000;
  private static final int MAX_LENGTH = 200;

  private record First(String value, long row) {}

  private final Map<String, First> firsts = new HashMap<>();
  private final Map<String, Boolean> told = new HashMap<>();

  /** What to say about a value, once per spelling. */
  Optional<String> note(String value, long row) {
    if (value.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String key = DealField.normalised(value);
    First first = firsts.get(key);
    if (first == null) {
      if (!key.isEmpty() && firsts.size() < MAX_VALUES) {
        firsts.put(key, new First(value, row));
      }
      return Optional.empty();
    }
    boolean known = first.value().equals(value) || told.containsKey(value);
    if (known || told.size() >= MAX_VALUES) {
      return Optional.empty();
    }
    told.put(value, true);
    return Optional.of(
        "%s is spelled %s in row %d; if they are the same, say so in the mapping's values"
            .formatted(Text.quoted(value), Text.quoted(first.value()), first.row()));
  }
}
