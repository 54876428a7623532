package io.revenueos.kernel.store;

/** How many rows a caller may ask for. */
final class Limits {
  private Limits() {}

  static void check(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: expected at least 1, found " + limit);
    }
  }
}
