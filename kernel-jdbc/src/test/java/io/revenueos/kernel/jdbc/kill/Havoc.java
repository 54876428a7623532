package io.revenueos.kernel.jdbc.kill;

import io.revenueos.kernel.jdbc.testkit.OwnPostgres;
import io.revenueos.kernel.jdbc.testkit.Rows;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills and freezes nodes and restarts their database, a round at a time. For one thread. */
final class Havoc {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long FREEZE_NANOS = KillWorker.LEASE.multipliedBy(2).toNanos();

  /** Who has an action in hand, first of all a slow one. */
  private static final String BUSY =
      """
      select node from kernel_step_queue where lease_until > clock_timestamp()
      order by action_id % 10 = 0 desc, random()
      """;

  private final OwnPostgres server;
  private final Cluster cluster;
  private final Rows rows;
  private final Random random;
  private final Map<OwnPostgres.Shutdown, Integer> restarts =
      new EnumMap<>(OwnPostgres.Shutdown.class);
  private int round;
  private int freezes;
  private long frozenAt;

  Havoc(OwnPostgres server, Cluster cluster, Rows rows, Random random) {
    this.server = server;
    this.cluster = cluster;
    this.rows = rows;
    this.random = random;
  }

  /** About a second of it. */
  void round() {
    thawWhoWasFrozenLongEnough();
    switch (round++ % 6) {
      case 2 -> restart(OwnPostgres.Shutdown.IMMEDIATE);
      case 5 -> restart(OwnPostgres.Shutdown.FAST);
      case 1, 4 -> freezeOne();
      default -> pause();
    }
    cluster.killOne(random);
    pause();
  }

  private void restart(OwnPostgres.Shutdown shutdown) {
    pause();
    server.restart(shutdown);
    restarts.merge(shutdown, 1, Integer::sum);
  }

  /** Stops a node that holds an action, and probably a partition, until its lease is long over. */
  private void freezeOne() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (frozenAt == 0 && System.nanoTime() < end) {
      List<String> busy = rows.lines(BUSY);
      if (!busy.isEmpty() && cluster.freeze(busy.get(0))) {
        frozenAt = System.nanoTime();
        freezes++;
      }
    }
  }

  private void thawWhoWasFrozenLongEnough() {
    if (frozenAt != 0 && System.nanoTime() - frozenAt > FREEZE_NANOS) {
      cluster.thaw();
      frozenAt = 0;
    }
  }

  /** Nothing more happens; everyone goes on. */
  void end() {
    while (frozenAt != 0) {
      pause();
      thawWhoWasFrozenLongEnough();
    }
    if (restarts.size() < OwnPostgres.Shutdown.values().length || freezes == 0) {
      throw new AssertionError("too little happened: " + this);
    }
  }

  /** Sleeps, as no other test does: here it is time that makes the difference. */
  private void pause() {
    try {
      Thread.sleep(300 + random.nextInt(400));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  @Override
  public String toString() {
    return "%d kills, restarts %s, %d nodes frozen".formatted(cluster.kills(), restarts, freezes);
  }
}
