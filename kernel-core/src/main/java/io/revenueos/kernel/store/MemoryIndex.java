package io.revenueos.kernel.store;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the rows of a table by something that several of them may have in common. */
final class MemoryIndex<I, K, R> {
  private final Function<R, Optional<I>> indexed;
  private final Comparator<K> order;
  private final Map<I, NavigableMap<K, R>> rows = new HashMap<>();

  /**
   * @param indexed what a row is found by; a row for which it is empty is not in the index
   * @param order of the rows that have it in common
   */
  MemoryIndex(Function<R, Optional<I>> indexed, Comparator<K> order) {
    this.indexed = indexed;
    this.order = order;
  }

  /** The rows that have it in common, by key and in order. Changes when the table changes. */
  NavigableMap<K, R> at(I wanted) {
    NavigableMap<K, R> found = rows.get(wanted);
    return found == null
        ? Collections.emptyNavigableMap()
        : Collections.unmodifiableNavigableMap(found);
  }

  /** Everything that at least one row has. Changes when the table changes. */
  Set<I> keys() {
    return Collections.unmodifiableSet(rows.keySet());
  }

  void add(K key, R row) {
    indexed
        .apply(row)
        .ifPresent(of -> rows.computeIfAbsent(of, first -> new TreeMap<>(order)).put(key, row));
  }

  void remove(K key, R row) {
    indexed
        .apply(row)
        .ifPresent(
            of ->
                rows.computeIfPresent(
                    of,
                    (same, found) -> {
                      found.remove(key);
                      return found.isEmpty() ? null : found;
                    }));
  }
}
