package io.revenueos.kernel.store;

import io.revenueos.kernel.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that may be long: what comes after a key, in the order of keys. The last page is
 * the one that is not full.
 *
 * @param afterOrNull the last key of the page before; null for the first page
 * @param limit at most so many, 1 to {@value #MAX_LIMIT}
 */
public record Page<K>(@Nullable K afterOrNull, int limit) {
  public static final int MAX_LIMIT = 1_000;

  public Page {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidInputException(
          "invalid_page", "limit", "expected 1 to %d, found %d".formatted(MAX_LIMIT, limit));
    }
  }

  public static <K> Page<K> first(int limit) {
    return new Page<>(null, limit);
  }

  public static <K> Page<K> after(K last, int limit) {
    return new Page<>(last, limit);
  }
}
