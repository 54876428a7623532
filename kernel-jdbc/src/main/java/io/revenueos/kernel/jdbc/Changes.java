package io.revenueos.kernel.jdbc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of rows that somebody wanted to be there, by table.
 *
 * @param tables in the order in which they were come to; unmodifiable
 */
public record Changes(Map<String, Count> tables) {
  private static final Changes NONE = new Changes(Map.of());

  /** How many rows of a table. */
  public record Count(long added, long updated, long unchanged) {
    static Count of(Change change) {
      return switch (change) {
        case ADDED -> new Count(1, 0, 0);
        case UPDATED -> new Count(0, 1, 0);
        case UNCHANGED -> new Count(0, 0, 1);
      };
    }

    Count plus(Count other) {
      return new Count(added + other.added, updated + other.updated, unchanged + other.unchanged);
    }
  }

  public Changes {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  public static Changes none() {
    return NONE;
  }

  public static Changes of(String table, Change change) {
    return new Changes(Map.of(table, Count.of(change)));
  }

  public Changes plus(Changes later) {
    Map<String, Count> sum = new LinkedHashMap<>(tables);
    later.tables.forEach((table, count) -> sum.merge(table, count, Count::plus));
    return new Changes(sum);
  }

  /** Of all tables together. */
  public Count total() {
    return tables.values().stream().reduce(new Count(0, 0, 0), Count::plus);
  }

  /** Whether anything was written. */
  public boolean isEmpty() {
    return total().added() == 0 && total().updated() == 0;
  }
}
