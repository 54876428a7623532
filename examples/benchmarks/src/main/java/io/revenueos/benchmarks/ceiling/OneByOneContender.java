package io.revenueos.benchmarks.ceiling;

import io.revenueos.benchmarks.load.About;
import io.revenueos.benchmarks.load.Backlog;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.Live;
import io.revenueos.benchmarks.load.Tally;
import io.revenueos.benchmarks.load.Workload;
import io.revenueos.kernel.jdbc.KernelSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The same statements as the ceiling's, as they are written when nobody thinks of batches. */
public final class OneByOneContender implements Contender {
  private final Script accept;
  private final Script complete;

  public OneByOneContender(Workload workload) {
    KernelRows rows = new KernelRows(workload);
    this.accept = new Script(rows.accept());
    this.complete = new Script(rows.completeOneByOne());
  }

  @Override
  public About about() {
    return new About(
        "one-by-one",
        "one statement at a time",
        "The ceiling's rows, a round trip for each, in two transactions per unit; a backlog on one"
            + " connection.");
  }

  @Override
  public void createTables(Lane lane) {
    KernelSchema.on(lane.pool()).migrate();
  }

  @Override
  public List<String> tables() {
    return KernelRows.TABLES;
  }

  @Override
  public Backlog backlog(Lane lane, Tally tally) {
    return new Backlog() {
      @Override
      public void acceptAll(int units) throws SQLException {
        try (Connection connection = lane.pool().getConnection()) {
          for (int unit = 0; unit < units; unit++) {
            accept.runOneByOne(connection, unit);
          }
        }
      }

      @Override
      public void acceptOne(int unit) throws SQLException {
        try (Connection connection = lane.pool().getConnection()) {
          accept.runOneByOne(connection, unit);
        }
      }

      @Override
      public void drain() throws SQLException {
        try (Connection connection = lane.pool().getConnection()) {
          for (int unit = 0; unit < tally.units(); unit++) {
            complete.runOneByOne(connection, unit);
            tally.done(unit, 1);
          }
        }
      }

      @Override
      public void close() {
        // The caller's thread does the work.
      }
    };
  }

  @Override
  public Live live(Lane lane, Tally tally) {
    return new Live() {
      @Override
      public void submit(int unit) throws SQLException {
        try (Connection connection = lane.pool().getConnection()) {
          accept.runOneByOne(connection, unit);
          complete.runOneByOne(connection, unit);
        }
        tally.done(unit, 1);
      }

      @Override
      public void close() {
        // The callers' threads do the work.
      }
    };
  }
}
