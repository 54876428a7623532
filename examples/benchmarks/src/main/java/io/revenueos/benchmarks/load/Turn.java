package io.revenueos.benchmarks.load;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One contender on its lane: all that is measured of it. */
final class Turn implements AutoCloseable {
  private static final int WARM_UP_UNITS = 5_000;

  private final Contender contender;
  private final Lane lane;

  Turn(Contender contender, Lane lane) {
    this.contender = contender;
    this.lane = lane;
  }

  About about() {
    return contender.about();
  }

  /**
   * Makes the tables, and does everything that will be measured until the machine code is good and
   * the server has learned what the tables are like: small backlogs for half as long as latency is
   * measured, units one per call, units submitted as fast as they go, and then at the rate of the
   * measurement for as long: a unit that comes alone takes other ways than one of many.
   */
  void warmUp() throws SQLException {
    contender.createTables(lane);
    warmUpBacklogs();
    acceptedByOne();
    acceptedByMany();
    warmUpLive();
    latency();
  }

  private void warmUpLive() throws SQLException {
    lane.empty(contender.tables());
    Tally tally = new Tally(Math.min(lane.plan().units(), WARM_UP_UNITS));
    AtomicInteger next = new AtomicInteger();
    try (Live live = contender.live(lane, tally)) {
      new Crew(LoadPlan.CALLERS)
          .run(
              () -> {
                for (int unit = next.getAndIncrement();
                    unit < tally.units();
                    unit = next.getAndIncrement()) {
                  live.submit(unit);
                }
              });
      tally.await();
    }
    tally.requireAllOnce();
  }

  private void warmUpBacklogs() throws SQLException {
    long end = System.nanoTime() + lane.plan().pace().latency().toNanos() / 2;
    do {
      lane.empty(contender.tables());
      Tally tally = new Tally(Math.min(lane.plan().units(), WARM_UP_UNITS));
      try (Backlog backlog = contender.backlog(lane, tally)) {
        backlog.acceptAll(tally.units());
        lane.learn();
        backlog.drain();
        lane.learn();
      }
      tally.requireAllOnce();
    } while (System.nanoTime() < end);
  }

  /** How fast a backlog is accepted, and how fast it is done. */
  Round.Throughput backlog() throws SQLException {
    lane.empty(contender.tables());
    Tally tally = new Tally(lane.plan().units());
    double accept;
    double drain;
    try (Backlog backlog = contender.backlog(lane, tally)) {
      long began = System.nanoTime();
      backlog.acceptAll(tally.units());
      accept = secondsSince(began);
      began = System.nanoTime();
      backlog.drain();
      drain = secondsSince(began);
    }
    tally.requireAllOnce();
    return Round.Throughput.of(tally.units(), accept, drain);
  }

  /** How many units are accepted a second by one thread, each by a call of its own. */
  double acceptedByOne() throws SQLException {
    return accepted(1, lane.plan().pace().accepting());
  }

  double acceptedByMany() throws SQLException {
    return accepted(LoadPlan.CALLERS, lane.plan().pace().accepting());
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  private double accepted(int threads, Duration length) throws SQLException {
    lane.empty(contender.tables());
    AtomicInteger next = new AtomicInteger();
    try (Backlog backlog = contender.backlog(lane, new Tally(0))) {
      long end = System.nanoTime() + length.toNanos();
      double seconds =
          new Crew(threads)
              .run(
                  () -> {
                    while (System.nanoTime() < end) {
                      backlog.acceptOne(next.getAndIncrement());
                    }
                  });
      return next.get() / seconds;
    }
  }

  /** How long a unit takes that comes at the rate of the plan. */
  Latency latency() throws SQLException {
    lane.empty(contender.tables());
    Pace pace = lane.plan().pace();
    Tally tally = new Tally(pace.units());
    Latency latency;
    try (Live live = contender.live(lane, tally)) {
      latency = new OpenLoop(pace).measure(live, tally);
    }
    tally.requireAllOnce();
    return latency;
  }

  @Override
  public void close() {
    lane.close();
  }
}
