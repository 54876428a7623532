package io.revenueos.kernel.jdbc.kill;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process that works until its input ends, or it is killed. */
public final class KillWorker {
  /** How long it keeps an action without renewing it. */
  static final Duration LEASE = Duration.ofSeconds(2);

  /** What it prints when it is about to end because it was asked to. */
  static final String CLOSED = "closed";

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private KillWorker() {}

  /**
   * @param arguments URL of a migrated database, name of the node
   */
  public static void main(String[] arguments) throws IOException {
    try (PooledDatabase database = opened(arguments[0]);
        Kernel kernel = kernel(database, arguments[1])) {
      kernel.start();
      while (System.in.read() >= 0) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    System.out.println(CLOSED);
  }

  private static PooledDatabase opened(String url) {
    while (true) {
      try {
        return PooledDatabase.open(url);
      } catch (UnavailableException restarting) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static Kernel kernel(PooledDatabase database, String node) {
    KillHandlers handlers = new KillHandlers(node, new OutsideWorld(database.dataSource()));
    KernelBuilder builder =
        Kernel.builder()
            .store(store(database))
            .node(node)
            .handler(handlers.marking())
            .handler(handlers.emitting())
            .handler(handlers.leaving())
            .retry(
                RetryPolicy.defaults()
                    .attempts(3)
                    .delays(Duration.ofMillis(100), Duration.ofMillis(400)))
            .workers(
                WorkerOptions.defaults()
                    .threads(2)
                    .stepThreads(2)
                    .batchSize(50)
                    .pollInterval(Duration.ofMillis(500))
                    .lease(LEASE))
            .listener(KillWorker::note);
    KillWork.policies().forEach(builder::policy);
    return builder.build();
  }

  private static JdbcKernelStore store(PooledDatabase database) {
    while (true) {
      try {
        return JdbcKernelStore.on(database.dataSource());
      } catch (UnavailableException restarting) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static void note(KernelSignal signal) {
    if (signal instanceof KernelSignal.LeaseLost || signal instanceof KernelSignal.WorkerFailed) {
      System.out.println(signal);
    }
  }
}
