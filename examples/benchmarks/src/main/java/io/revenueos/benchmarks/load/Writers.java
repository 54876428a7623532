package io.revenueos.benchmarks.load;

/**
 * How hand-written JDBC goes about a backlog.
 *
 * @param threads each with a connection
 * @param batch units per statement
 */
public record Writers(int threads, int batch) {
  public Writers {
    if (threads < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "expected at least one thread and a batch of at least one, found %d and %d"
              .formatted(threads, batch));
    }
  }
}
