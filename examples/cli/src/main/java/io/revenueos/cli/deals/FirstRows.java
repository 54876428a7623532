package io.revenueos.cli.deals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How many rows there were, and the numbers of the first. Not thread-safe. */
final class FirstRows {
  private static final int NAMED = 5;

  private final List<Long> first = new ArrayList<>(NAMED);
  private long count;

  void add(long row) {
    count++;
    if (first.size() < NAMED) {
      first.add(row);
    }
  }

  long count() {
    return count;
  }

  @Override
  public String toString() {
    String numbers = first.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return count > first.size() ? numbers + ", ..." : numbers;
  }
}
