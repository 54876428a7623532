package io.revenueos.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.revenueos.benchmarks.ceiling.JdbcContender;
import io.revenueos.benchmarks.kernel.KernelContender;
import io.revenueos.benchmarks.load.Backlog;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.LoadPlan;
import io.revenueos.benchmarks.load.Pace;
import io.revenueos.benchmarks.load.Tally;
import io.revenueos.benchmarks.load.Workload;
import io.revenueos.benchmarks.load.Writers;
import io.revenueos.benchmarks.server.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ceiling says something about the kernel only as long as it writes what the kernel writes. */
class SameRowsTest {
  private static final int UNITS = 40;
  private static final List<String> TABLES =
      List.of(
          "kernel_event_queue",
          "kernel_events",
          "kernel_decisions",
          "kernel_actions",
          "tasks",
          "channel_outbox");

  /** What a table holds. */
  private record Content(String table, long rows, double bytesPerRow) {}

  @ParameterizedTest
  @EnumSource
  void theCeilingLeavesTheRowsThatTheKernelLeaves(Workload workload) throws SQLException {
    try (PostgresServer server = PostgresServer.embedded()) {
      List<Content> kernel = content(server, KernelContender.oneNode(workload));
      List<Content> ceiling = content(server, JdbcContender.kernelRows(workload));

      long effects = workload == Workload.EFFECTS ? UNITS : 0;
      assertThat(kernel.stream().map(Content::rows))
          .containsExactly(0L, (long) UNITS, (long) UNITS, 2L * UNITS, effects, effects);
      for (int n = 0; n < TABLES.size(); n++) {
        Content theirs = kernel.get(n);
        assertThat(ceiling.get(n).rows()).as(theirs.table()).isEqualTo(theirs.rows());
        assertThat(ceiling.get(n).bytesPerRow())
            .as(theirs.table())
            .isCloseTo(theirs.bytesPerRow(), within(0.02 * theirs.bytesPerRow()));
      }
    }
  }

  private static List<Content> content(PostgresServer server, Contender contender)
      throws SQLException {
    LoadPlan plan =
        new LoadPlan(
            UNITS,
            1,
            new Writers(1, 15),
            new Pace(1, Duration.ofSeconds(1), Duration.ZERO),
            Workload.DECISIONS);
    try (Lane lane = Lane.open(server.newDatabase(contender.about().name()), plan)) {
      contender.createTables(lane);
      Tally tally = new Tally(UNITS);
      try (Backlog backlog = contender.backlog(lane, tally)) {
        backlog.acceptAll(UNITS);
        backlog.drain();
      }
      List<Content> content = new ArrayList<>();
      for (String table : TABLES) {
        content.add(content(lane, table));
      }
      return content;
    }
  }

  private static Content content(Lane lane, String table) throws SQLException {
    try (Connection connection = lane.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*), coalesce(avg(pg_column_size(t.*)), 0) from " + table + " t")) {
      row.next();
      return new Content(table, row.getLong(1), row.getDouble(2));
    }
  }
}
