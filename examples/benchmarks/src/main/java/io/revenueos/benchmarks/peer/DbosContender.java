package io.revenueos.benchmarks.peer;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.DBOSClient;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.migrations.MigrationManager;
import dev.dbos.transact.workflow.Queue;
import dev.dbos.transact.workflow.Workflow;
import io.revenueos.benchmarks.load.About;
import io.revenueos.benchmarks.load.Backlog;
import io.revenueos.benchmarks.load.Chunks;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.Live;
import io.revenueos.benchmarks.load.LoadPlan;
import io.revenueos.benchmarks.load.Tally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** DBOS Transact: a workflow without steps per unit, by a queue or directly. */
public final class DbosContender implements Contender {
  private static final String NAME = "dbos";
  private static final String APPLICATION = "benchmark";
  private static final String VERSION = "1";
  private static final String WORKFLOW = "carryOut";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration POLLING = Duration.ofMillis(10);
  private static final int WORKERS = 100;
  private static final Queue QUEUE =
      new Queue("units").withWorkerConcurrency(WORKERS).withPollingInterval(POLLING);
  private static final String UNFINISHED =
      "select exists (select from dbos.workflow_status where status <> 'SUCCESS')";

  @Override
  public About about() {
    return new About(
        NAME,
        Versions.titled(NAME),
        "One row of workflow status: inserted, updated when it is taken from the queue, updated"
            + " with its result; each with a commit of its own. A workflow is recovered after a"
            + " crash; its status is kept. The backlog by a queue polled every %d ms with %d"
                .formatted(POLLING.toMillis(), WORKERS)
            + " workers; latency by calling the workflow directly, without the queue.");
  }

  @Override
  public void createTables(Lane lane) {
    MigrationManager.runMigrations(config(lane));
  }

  @Override
  public List<String> tables() {
    return List.of("dbos.workflow_status cascade");
  }

  /** What is called; DBOS makes a proxy of it. */
  public interface Unit {
    void carryOut(int unit);
  }

  /** What is carried out. */
  public static final class CountedUnit implements Unit {
    private final IntConsumer count;

    private CountedUnit(IntConsumer count) {
      this.count = count;
    }

    @Override
    @Workflow(name = WORKFLOW)
    public void carryOut(int unit) {
      count.accept(unit);
    }
  }

  private static DBOSConfig config(Lane lane) {
    return DBOSConfig.defaults(APPLICATION).withDataSource(lane.pool()).withAppVersion(VERSION);
  }

  private static DBOS dbos(Lane lane) {
    DBOS dbos = new DBOS(config(lane));
    dbos.registerQueue(QUEUE);
    return dbos;
  }

  @Override
  public Backlog backlog(Lane lane, Tally tally) {
    DBOSClient client = new DBOSClient(lane.pool());
    CountDownLatch open = new CountDownLatch(tally.units());
    DBOS dbos = dbos(lane);
    dbos.registerProxy(
        Unit.class,
        new CountedUnit(
            unit -> {
              tally.executed(unit);
              open.countDown();
            }));
    return new Backlog() {
      @Override
      public void acceptAll(int units) throws SQLException {
        new Chunks(LoadPlan.CALLERS, 1).run(units, (from, to) -> acceptOne(from));
      }

      @Override
      public void acceptOne(int unit) {
        client.enqueueWorkflow(
            new DBOSClient.EnqueueOptions(WORKFLOW, QUEUE.name())
                .withClassName(CountedUnit.class.getName())
                .withAppVersion(VERSION),
            new Object[] {unit});
      }

      @Override
      public void drain() throws SQLException {
        dbos.launch();
        awaitEnd(open, lane);
        for (int unit = 0; unit < tally.units(); unit++) {
          tally.committed(unit);
        }
      }

      @Override
      public void close() {
        dbos.shutdown();
        client.close();
      }
    };
  }

  /** Nobody is told when a workflow's result is stored: the last few are asked for, at the end. */
  private static void awaitEnd(CountDownLatch open, Lane lane) throws SQLException {
    try {
      if (!open.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "%,d workflows are not done after %s".formatted(open.getCount(), PATIENCE));
      }
      while (unfinished(lane)) {
        Thread.sleep(1);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while workflows were running", stopped);
    }
  }

  private static boolean unfinished(Lane lane) throws SQLException {
    try (Connection connection = lane.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(UNFINISHED)) {
      answer.next();
      return answer.getBoolean(1);
    }
  }

  @Override
  public Live live(Lane lane, Tally tally) {
    DBOS dbos = dbos(lane);
    Unit work = dbos.registerProxy(Unit.class, new CountedUnit(tally::executed));
    dbos.launch();
    return new Live() {
      @Override
      public void submit(int unit) {
        work.carryOut(unit);
        tally.committed(unit);
      }

      @Override
      public void close() {
        dbos.shutdown();
      }
    };
  }
}
