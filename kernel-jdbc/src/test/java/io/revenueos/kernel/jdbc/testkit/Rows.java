package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What stands in a database, asked with plain SQL and without the code under test. */
public final class Rows {
  /** Every table that one event can leave a row in. */
  public static final List<String> TABLES =
      List.of(
          "kernel_events",
          "kernel_event_queue",
          "kernel_decisions",
          "kernel_actions",
          "kernel_step_queue",
          "kernel_dead_letters",
          "kernel_attempts",
          "tasks",
          "channel_outbox",
          "cro_recommendations");

  private final DataSource dataSource;

  private Rows(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  public static Rows of(DataSource dataSource) {
    return new Rows(dataSource);
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /** Runs one statement, or several with semicolons between them. */
  public void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException refused) {
      throw new IllegalStateException("cannot run: " + sql, refused);
    }
  }

  /** The first columns as text, joined by a space, a line for each row. */
  public List<String> lines(String query) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join(" ", columns));
      }
      return lines;
    } catch (SQLException refused) {
      throw new IllegalStateException("cannot run: " + query, refused);
    }
  }

  /** How many rows a tenant has, by table; tables without any are left out. */
  public Map<String, Integer> countsOf(TenantScope scope) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String table : TABLES) {
      String count =
          lines("select count(*) from %s where tenant_id = '%s'".formatted(table, scope.tenant()))
              .get(0);
      if (!count.equals("0")) {
        counts.put(table, Integer.valueOf(count));
      }
    }
    return counts;
  }

  /** Returns as soon as some connection waits for another one's lock, or fails after 10 seconds. */
  public void awaitSomeoneWaiting(Database kind) {
    String waiting =
        switch (kind) {
          case POSTGRESQL ->
              "select 1 from pg_stat_activity"
                  + " where datname = current_database() and wait_event_type = 'Lock'";
          // Whoever is inside a statement here can only be there because it waits.
          case H2 ->
              "select 1 from information_schema.sessions"
                  + " where executing_statement is not null and session_id <> session_id()";
        };
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (lines(waiting).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody waits for a lock");
      }
      Thread.onSpinWait();
    }
  }
}
