package io.revenueos.benchmarks.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A number of threads that do the same and start together. */
public final class Crew {
  private final int threads;

  public Crew(int threads) {
    this.threads = threads;
  }

  /** What each thread does. */
  @FunctionalInterface
  public interface Work {
    void run() throws SQLException;
  }

  /**
   * Returns when all have finished.
   *
   * @return the seconds between the common start and the last one's end
   * @throws SQLException what one of them threw
   */
  public double run(Work work) throws SQLException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> members = new ArrayList<>();
      for (int n = 0; n < threads; n++) {
        members.add(
            pool.submit(
                () -> {
                  start.await();
                  work.run();
                  return null;
                }));
      }
      long began = System.nanoTime();
      start.countDown();
      for (Future<?> member : members) {
        finish(member);
      }
      return (System.nanoTime() - began) / 1e9;
    } finally {
      pool.shutdownNow();
    }
  }

  private static void finish(Future<?> member) throws SQLException {
    try {
      member.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the crew was working", stopped);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SQLException refused) {
        throw refused;
      }
      throw new IllegalStateException("a thread of the crew failed", failed.getCause());
    }
  }
}
