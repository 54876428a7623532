package io.revenueos.benchmarks.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.revenueos.benchmarks.load.About;
import io.revenueos.benchmarks.load.Backlog;
import io.revenueos.benchmarks.load.Chunks;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.Live;
import io.revenueos.benchmarks.load.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** db-scheduler: a one-time task per unit, fetched with its lock. */
public final class DbSchedulerContender implements Contender {
  private static final String NAME = "db-scheduler";
  // Of the combinations its performance page was measured with, the one that is fastest here.
  private static final int THREADS = 20;
  private static final double LOWER_LIMIT = 4.0;
  private static final double UPPER_LIMIT = 20.0;
  private static final Duration POLLING = Duration.ofMillis(100);
  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private static final List<String> TABLES = List.of("scheduled_tasks");
  // As its documentation defines the table and its indexes for PostgreSQL.
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name            text        not null,
        task_instance        text        not null,
        task_data            bytea,
        execution_time       timestamptz,
        picked               boolean     not null,
        picked_by            text,
        last_success         timestamptz,
        last_failure         timestamptz,
        consecutive_failures integer,
        last_heartbeat       timestamptz,
        version              bigint      not null,
        priority             smallint,
        state                text,
        primary key (task_name, task_instance)
      );
      create index on scheduled_tasks (execution_time);
      create index on scheduled_tasks (last_heartbeat);
      create index on scheduled_tasks (priority desc, execution_time)
      """;

  @Override
  public About about() {
    return new About(
        NAME,
        Versions.titled(NAME),
        "One row, inserted (in bulk: batches of inserts), locked in a batch by lock-and-fetch, and"
            + " deleted with a commit of its own. Executed at least once, with heartbeats; nothing"
            + " is kept. %d threads, limits %.1f and %.1f, immediate execution for latency."
                .formatted(THREADS, LOWER_LIMIT, UPPER_LIMIT));
  }

  @Override
  public void createTables(Lane lane) throws SQLException {
    lane.execute(TABLE);
  }

  @Override
  public List<String> tables() {
    return TABLES;
  }

  private static OneTimeTask<Void> task(Tally tally) {
    return Tasks.oneTime("unit")
        .execute((instance, context) -> tally.executed(Integer.parseInt(instance.getId())));
  }

  private static SchedulerBuilder scheduler(Lane lane, OneTimeTask<Void> task, Tally tally) {
    return Scheduler.create(lane.pool(), task)
        .threads(THREADS)
        .pollUsingLockAndFetch(LOWER_LIMIT, UPPER_LIMIT)
        .pollingInterval(POLLING)
        .shutdownMaxWait(SHUTDOWN)
        .addSchedulerListener(new Commits(tally));
  }

  /** Called after the row is gone. */
  private static final class Commits extends AbstractSchedulerListener {
    private final Tally tally;

    private Commits(Tally tally) {
      this.tally = tally;
    }

    @Override
    public void onExecutionComplete(ExecutionComplete execution) {
      if (execution.getResult() == ExecutionComplete.Result.OK) {
        tally.committed(Integer.parseInt(execution.getExecution().taskInstance.getId()));
      }
    }
  }

  @Override
  public Backlog backlog(Lane lane, Tally tally) {
    OneTimeTask<Void> task = task(tally);
    Scheduler scheduler = scheduler(lane, task, tally).build();
    return new Backlog() {
      @Override
      public void acceptAll(int units) throws SQLException {
        Chunks.of(lane.plan())
            .run(
                units,
                (from, to) -> {
                  List<TaskInstance<?>> instances = new ArrayList<>();
                  for (int unit = from; unit < to; unit++) {
                    instances.add(task.instance(String.valueOf(unit)));
                  }
                  scheduler.scheduleBatch(instances, Instant.now());
                });
      }

      @Override
      public void acceptOne(int unit) {
        scheduler.scheduleIfNotExists(task.instance(String.valueOf(unit)), Instant.now());
      }

      @Override
      public void drain() {
        scheduler.start();
        tally.await();
      }

      @Override
      public void close() {
        scheduler.stop();
      }
    };
  }

  @Override
  public Live live(Lane lane, Tally tally) {
    OneTimeTask<Void> task = task(tally);
    Scheduler scheduler = scheduler(lane, task, tally).enableImmediateExecution().build();
    scheduler.start();
    return new Live() {
      @Override
      public void submit(int unit) {
        scheduler.scheduleIfNotExists(task.instance(String.valueOf(unit)), Instant.now());
      }

      @Override
      public void close() {
        scheduler.stop();
      }
    };
  }
}
