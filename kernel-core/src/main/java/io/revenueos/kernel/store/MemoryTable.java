package io.revenueos.kernel.store;

import io.revenueos.kernel.error.RefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows by key. Whatever is changed is noted in the undo log. Guarded by the store's lock. */
final class MemoryTable<K, R> {
  private final UndoLog undo;
  private final Comparator<K> order;
  private final Map<K, R> rows = new HashMap<>();
  private final List<MemoryIndex<?, K, R>> indexes = new ArrayList<>();

  MemoryTable(UndoLog undo, Comparator<K> order) {
    this.undo = undo;
    this.order = order;
  }

  /**
   * Adds an index to a table that is still empty; rows in common are in the order of their keys.
   */
  <I> MemoryIndex<I, K, R> indexedBy(Function<R, Optional<I>> indexed) {
    MemoryIndex<I, K, R> index = new MemoryIndex<>(indexed, order);
    indexes.add(index);
    return index;
  }

  Optional<R> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** In no order. Changes when the table changes. */
  Collection<R> all() {
    return Collections.unmodifiableCollection(rows.values());
  }

  int size() {
    return rows.size();
  }

  /**
   * Adds a row.
   *
   * @throws RefusedException when there is one with this key
   */
  void insert(K key, R row) {
    if (rows.containsKey(key)) {
      throw new RefusedException("already_there", "there is a row %s already".formatted(key));
    }
    put(key, row);
  }

  /** Adds a row, or replaces the one with this key. */
  void put(K key, R row) {
    change(key, row);
  }

  void remove(K key) {
    change(key, null);
  }

  private void change(K key, @Nullable R after) {
    R before = set(key, after);
    undo.add(() -> set(key, before));
  }

  private @Nullable R set(K key, @Nullable R after) {
    R before = after == null ? rows.remove(key) : rows.put(key, after);
    for (MemoryIndex<?, K, R> index : indexes) {
      if (before != null) {
        index.remove(key, before);
      }
      if (after != null) {
        index.add(key, after);
      }
    }
    return before;
  }
}
