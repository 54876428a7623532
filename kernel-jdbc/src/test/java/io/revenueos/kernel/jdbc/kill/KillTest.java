package io.revenueos.kernel.jdbc.kill;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.kill.KillWork.Item;
import io.revenueos.kernel.jdbc.testkit.OwnPostgres;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Seeds;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four processes work on one PostgreSQL while events come in. Every second or so one is killed and
 * another started; now and then one is frozen for longer than a lease, and the database restarted.
 * In the end everything is done, once and in order. {@code -Dkill.events=50000} makes it long,
 * {@code -Dseed=17} another one.
 */
class KillTest {
  private static final int EVENTS = Integer.getInteger("kill.events", 3_000);
  private static final int EVENTS_PER_ROUND = 400;
  private static final int NODES = 4;
  private static final int TENANTS = 20;
  private static final int PRODUCERS = 4;
  private static final int EVENTS_PER_ENTITY = 10;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS);

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Seeds(1)
  void everythingIsDoneOnceAndInOrderWhoeverDies(long seed, @TempDir Path logs) throws Exception {
    try (OwnPostgres server = OwnPostgres.start()) {
      String url = server.newDatabase("kill");
      try (PooledDatabase database = PooledDatabase.open(url)) {
        KernelSchema.on(database.dataSource()).migrate();
        Rows rows = Rows.of(database.dataSource());
        rows.execute(OutsideWorld.TABLES + ";" + Audit.TABLES);
        try (Cluster cluster = new Cluster(url, logs, NODES)) {
          Random random = new Random(seed);
          Havoc havoc = new Havoc(server, cluster, rows, random);
          Map<Item, EventId> accepted = emitDuring(havoc, database, random);
          Audit audit = new Audit(database.dataSource());
          audit.plan(accepted);
          awaitDrained(audit, cluster);
          cluster.end();
          check(audit, cluster, accepted);
          System.out.printf(
              "KillTest seed %d: %d events, %s, %d leases lost, %s actions called again%n",
              seed,
              accepted.size(),
              havoc,
              cluster.saying("LeaseLost").size(),
              audit.repeatedCalls());
        }
      }
    }
  }

  private Map<Item, EventId> emitDuring(Havoc havoc, PooledDatabase database, Random random)
      throws InterruptedException, ExecutionException {
    try (Kernel kernel =
        Kernel.builder().store(JdbcKernelStore.on(database.dataSource())).build()) {
      List<Producer> producers =
          Stream.generate(() -> producer(kernel, database, random)).limit(PRODUCERS).toList();
      for (int emitted = 0; emitted < EVENTS; emitted += EVENTS_PER_ROUND) {
        List<? extends Future<?>> portions =
            producers.stream()
                .map(one -> threads.submit(() -> one.emit(EVENTS_PER_ROUND / PRODUCERS)))
                .toList();
        havoc.round();
        for (Future<?> portion : portions) {
          portion.get();
        }
      }
      havoc.end();
      Map<Item, EventId> accepted = new HashMap<>();
      producers.forEach(one -> accepted.putAll(one.accepted()));
      return accepted;
    }
  }

  private static Producer producer(Kernel kernel, PooledDatabase database, Random random) {
    List<TenantScope> tenants =
        Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
            .limit(TENANTS / PRODUCERS)
            .map(id -> TenantScope.of(new TenantId(id)))
            .toList();
    return new Producer(
        kernel,
        database.dataSource(),
        tenants,
        EVENTS / TENANTS / EVENTS_PER_ENTITY,
        new Random(random.nextLong()));
  }

  /** Waits as long as anything moves. */
  private static void awaitDrained(Audit audit, Cluster cluster) throws InterruptedException {
    List<String> open = List.of();
    long since = 0;
    while (true) {
      List<String> now = audit.open();
      if (now.isEmpty()) {
        return;
      }
      if (!now.equals(open)) {
        open = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > PATIENCE_NANOS) {
        throw new AssertionError("still open: %s; %s".formatted(open, cluster.saying(" WARN ")));
      }
      Thread.sleep(100);
    }
  }

  private static void check(Audit audit, Cluster cluster, Map<Item, EventId> accepted) {
    SoftAssertions all = new SoftAssertions();
    all.assertThat(audit.differencesOfTheLog()).as("accepted and in the log").isEmpty();
    all.assertThat(audit.outcomes())
        .as("done once")
        .containsExactlyInAnyOrderElementsOf(expectedOutcomes(accepted));
    all.assertThat(audit.outcomesOfFollowUps())
        .as("followed once")
        .containsExactly(
            "test.kill_followed_v1, TASK_CREATE=completed, tasks 1, messages 0, alive 0");
    all.assertThat(audit.orphans()).as("effects without an action").isEmpty();
    all.assertThat(audit.wrongAttempts()).as("attempts that are not what happened").isEmpty();
    all.assertThat(audit.unknownCalls()).as("calls and actions that do not match").isEmpty();
    all.assertThat(audit.outOfOrder()).as("out of order").isEmpty();
    all.assertThat(audit.twoAtATime()).as("two of an entity at a time").isEmpty();
    all.assertThat(cluster.saying(" ERROR ")).as("what workers did not expect").isEmpty();
    all.assertAll();
  }

  private static List<String> expectedOutcomes(Map<Item, EventId> accepted) {
    return Stream.of(Kind.values())
        .map(kind -> "%s: %s %d".formatted(kind, kind.outcome(), count(accepted, kind)))
        .toList();
  }

  private static long count(Map<Item, EventId> accepted, Kind kind) {
    return accepted.keySet().stream().filter(item -> item.kind() == kind).count();
  }
}
