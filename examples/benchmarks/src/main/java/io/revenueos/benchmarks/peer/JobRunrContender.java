package io.revenueos.benchmarks.peer;

import io.revenueos.benchmarks.load.About;
import io.revenueos.benchmarks.load.Backlog;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.Live;
import io.revenueos.benchmarks.load.Tally;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.ApplyStateFilter;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/** JobRunr: a job per unit. */
public final class JobRunrContender implements Contender {
  private static final String NAME = "jobrunr";
  // The lowest it allows on a database.
  private static final Duration POLLING = Duration.ofSeconds(5);
  private static final int WORKERS = 32;

  @Override
  public About about() {
    return new About(
        NAME,
        Versions.titled(NAME),
        "One row with the job as JSON, inserted (in bulk: batches), and two updates that rewrite"
            + " it: picked in batches, then succeeded with a commit of its own. Executed at least"
            + " once; the job is kept. %d workers; it polls every %d s at most, and when a worker"
                .formatted(WORKERS, POLLING.toSeconds())
            + " is free.");
  }

  @Override
  public void createTables(Lane lane) {
    storage(lane).close();
  }

  @Override
  public List<String> tables() {
    return List.of("jobrunr_jobs", "jobrunr_backgroundjobservers");
  }

  /** What is stored. */
  public record Unit(int number) implements JobRequest {
    @Override
    public Class<UnitHandler> getJobRequestHandler() {
      return UnitHandler.class;
    }
  }

  /** What is carried out. */
  public static final class UnitHandler implements JobRequestHandler<Unit> {
    private final Tally tally;

    private UnitHandler(Tally tally) {
      this.tally = tally;
    }

    @Override
    public void run(Unit unit) {
      tally.executed(unit.number());
    }
  }

  private static StorageProvider storage(Lane lane) {
    StorageProvider storage = new PostgresStorageProvider(lane.pool());
    storage.setJobMapper(new JobMapper(json()));
    return storage;
  }

  private static JsonMapper json() {
    return new Jackson3JsonMapper();
  }

  private static BackgroundJobServer server(StorageProvider storage, Tally tally) {
    UnitHandler handler = new UnitHandler(tally);
    JobActivator activator =
        new JobActivator() {
          @Override
          public <T> T activateJob(Class<T> type) {
            return type.cast(handler);
          }
        };
    BackgroundJobServer server =
        new BackgroundJobServer(
            storage,
            json(),
            activator,
            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andPollInterval(POLLING)
                .andWorkerCount(WORKERS));
    server.setJobFilters(List.of(new Commits(tally)));
    return server;
  }

  /** Called after a job's new state is stored. */
  private static final class Commits implements ApplyStateFilter {
    private final Tally tally;

    private Commits(Tally tally) {
      this.tally = tally;
    }

    @Override
    public void onStateApplied(Job job, JobState before, JobState now) {
      if (now.getName() == StateName.SUCCEEDED) {
        Unit unit = (Unit) job.getJobDetails().getJobParameterValues()[0];
        tally.committed(unit.number());
      }
    }
  }

  @Override
  public Backlog backlog(Lane lane, Tally tally) {
    StorageProvider storage = storage(lane);
    JobRequestScheduler scheduler = new JobRequestScheduler(storage);
    BackgroundJobServer server = server(storage, tally);
    return new Backlog() {
      @Override
      public void acceptAll(int units) {
        scheduler.enqueue(IntStream.range(0, units).mapToObj(Unit::new));
      }

      @Override
      public void acceptOne(int unit) {
        scheduler.enqueue(new Unit(unit));
      }

      @Override
      public void drain() {
        server.start();
        tally.await();
      }

      @Override
      public void close() {
        server.stop();
        storage.close();
      }
    };
  }

  @Override
  public Live live(Lane lane, Tally tally) {
    StorageProvider storage = storage(lane);
    JobRequestScheduler scheduler = new JobRequestScheduler(storage);
    BackgroundJobServer server = server(storage, tally);
    server.start();
    return new Live() {
      @Override
      public void submit(int unit) {
        scheduler.enqueue(new Unit(unit));
      }

      @Override
      public void close() {
        server.stop();
        storage.close();
      }
    };
  }
}
