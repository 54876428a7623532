package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.PooledDatabase;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;

/** A process that works on a database until nothing is left to do. */
public final class DrainingNode {
  /** What it prints, before how many MiB of heap it had in use at most. */
  public static final String DRAINED = "drained with MiB: ";

  private DrainingNode() {}

  /**
   * @param arguments URL of a migrated database, and how long it may take in seconds
   */
  public static void main(String[] arguments) {
    // Without a listener that remembers everything.
    try (PooledDatabase database = PooledDatabase.open(arguments[0]);
        Kernel kernel =
            Kernel.builder()
                .store(JdbcKernelStore.on(database.dataSource()))
                .policy(StagedNode.policy())
                .build()) {
      kernel.start();
      if (!kernel.awaitDrained(Duration.ofSeconds(Long.parseLong(arguments[1])))) {
        throw new AssertionError("not drained in time");
      }
    }
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(DrainingNode::peak)
            .sum();
    System.out.println(DRAINED + (peak >> 20));
  }

  private static long peak(MemoryPoolMXBean pool) {
    return pool.getPeakUsage().getUsed();
  }
}
