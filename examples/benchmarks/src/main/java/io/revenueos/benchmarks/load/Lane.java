package io.revenueos.benchmarks.load;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** One contender's own database, and the plan that holds for all. */
public final class Lane implements AutoCloseable {
  private static final int MAX_CONNECTIONS = LoadPlan.CALLERS + 8;
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final String url;
  private final LoadPlan plan;
  private final HikariDataSource pool;

  private Lane(String url, LoadPlan plan, HikariDataSource pool) {
    this.url = url;
    this.plan = plan;
    this.pool = pool;
  }

  /**
   * @param url of an empty database, with everything needed to log in
   */
  public static Lane open(String url, LoadPlan plan) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(MAX_CONNECTIONS);
    config.setMaxLifetime(0);
    // One insert of many rows for a batch of inserts; what the driver advises for bulk.
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new Lane(url, plan, new HikariDataSource(config));
  }

  public String url() {
    return url;
  }

  public LoadPlan plan() {
    return plan;
  }

  /** Connections in autocommit. */
  public DataSource pool() {
    return pool;
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Starts a round: no rows, and nothing left for the server to write. What it has learned about
   * the tables stays.
   */
  public void empty(List<String> tables) throws SQLException {
    execute("truncate " + String.join(", ", tables));
    settle();
  }

  /**
   * Leaves nothing for the server to write: from here on it logs each page it changes as a whole.
   */
  public void settle() throws SQLException {
    try {
      execute("checkpoint");
    } catch (SQLException refused) {
      if (!INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())) {
        throw refused;
      }
    }
  }

  /**
   * Lets the server learn what the tables are like. Without it, a session that starts on empty
   * tables takes up plans that are slow as soon as there are rows, and keeps them.
   */
  public void learn() throws SQLException {
    execute("analyze");
  }

  @Override
  public void close() {
    pool.close();
  }
}
