package io.revenueos.benchmarks.load;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Units dealt out in chunks to a crew of threads. */
public final class Chunks {
  private final int threads;
  private final int size;

  public Chunks(int threads, int size) {
    this.threads = threads;
    this.size = size;
  }

  /** As many threads and units per chunk as hand-written JDBC has. */
  public static Chunks of(LoadPlan plan) {
    return new Chunks(plan.writers().threads(), plan.writers().batch());
  }

  /** What is done with the units {@code from} to {@code to} - 1. */
  @FunctionalInterface
  public interface Work {
    void run(int from, int to) throws SQLException;
  }

  public void run(int units, Work work) throws SQLException {
    AtomicInteger next = new AtomicInteger();
    new Crew(threads)
        .run(
            () -> {
              int from = next.getAndAdd(size);
              while (from < units) {
                work.run(from, Math.min(from + size, units));
                from = next.getAndAdd(size);
              }
            });
  }
}
