package io.revenueos.benchmarks.ceiling;

import io.revenueos.benchmarks.load.About;
import io.revenueos.benchmarks.load.Backlog;
import io.revenueos.benchmarks.load.Chunks;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.Live;
import io.revenueos.benchmarks.load.Tally;
import io.revenueos.benchmarks.load.Workload;
import io.revenueos.kernel.jdbc.KernelSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Hand-written JDBC that gives nothing for the speed: it knows every id and claims no unit. */
public final class JdbcContender implements Contender {
  private final About about;
  private final List<String> tables;
  private final Schema schema;
  private final Script accept;
  private final Script complete;

  /** Makes the tables. */
  private interface Schema {
    void create(Lane lane) throws SQLException;
  }

  private JdbcContender(
      About about, List<String> tables, Schema schema, Script accept, Script complete) {
    this.about = about;
    this.tables = tables;
    this.schema = schema;
    this.accept = accept;
    this.complete = complete;
  }

  /** The rows of the kernel. */
  public static JdbcContender kernelRows(Workload workload) {
    KernelRows rows = new KernelRows(workload);
    return new JdbcContender(
        new About(
            "ceiling",
            "raw ceiling",
            "The kernel's rows in the kernel's tables, hand-written: event and queue entry, then"
                + " decision, two actions"
                + (workload == Workload.EFFECTS ? ", a message, a task" : "")
                + " and the end of the queue entry; two commits, each in the round trip of its"
                + " statements. Ids are known in advance; nothing is claimed, read or decided,"
                + " nobody watches for duplicates."),
        KernelRows.TABLES,
        lane -> KernelSchema.on(lane.pool()).migrate(),
        new Script(rows.accept()),
        new Script(rows.complete()));
  }

  /** One row, and its end. */
  public static JdbcContender minimalRow() {
    return new JdbcContender(
        new About(
            "minimal",
            "one minimal row",
            "One row of a number and a payload, inserted and later deleted; two commits. What a"
                + " queue that keeps nothing could reach at most."),
        MinimalRows.TABLES,
        lane -> lane.execute(MinimalRows.TABLE),
        new Script(List.of(MinimalRows.INSERT)),
        new Script(List.of(MinimalRows.DELETE)));
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public void createTables(Lane lane) throws SQLException {
    schema.create(lane);
  }

  @Override
  public List<String> tables() {
    return tables;
  }

  @Override
  public Backlog backlog(Lane lane, Tally tally) {
    return new Backlog() {
      @Override
      public void acceptAll(int units) throws SQLException {
        Chunks.of(lane.plan())
            .run(
                units,
                (from, to) -> {
                  try (Connection connection = lane.pool().getConnection()) {
                    accept.runBatch(connection, from, to - from);
                  }
                });
      }

      @Override
      public void acceptOne(int unit) throws SQLException {
        try (Connection connection = lane.pool().getConnection()) {
          accept.runSingle(connection, unit);
        }
      }

      @Override
      public void drain() throws SQLException {
        Chunks.of(lane.plan())
            .run(
                tally.units(),
                (from, to) -> {
                  try (Connection connection = lane.pool().getConnection()) {
                    complete.runBatch(connection, from, to - from);
                  }
                  tally.done(from, to - from);
                });
      }

      @Override
      public void close() {
        // Its threads end with what they do.
      }
    };
  }

  @Override
  public Live live(Lane lane, Tally tally) {
    return new Live() {
      @Override
      public void submit(int unit) throws SQLException {
        try (Connection connection = lane.pool().getConnection()) {
          accept.runSingle(connection, unit);
          complete.runSingle(connection, unit);
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
