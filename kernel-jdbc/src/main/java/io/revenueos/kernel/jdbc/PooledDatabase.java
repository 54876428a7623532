package io.revenueos.kernel.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.UnavailableException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A connection pool with settings that suit the kernel, for hosts that do not bring their own
 * {@link DataSource}. Thread-safe.
 */
public final class PooledDatabase implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 16;
  private static final long CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final String DATABASE_IN_USE = "90020";

  private final HikariDataSource pool;

  private PooledDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Opens a pool of at most 16 connections: workers, callers and the one that listens share them.
   * To an H2 URL it adds what the kernel needs, unless the URL says otherwise: {@code
   * MODE=PostgreSQL}, lower-case names, and commits that reach the file within a few milliseconds
   * ({@code WRITE_DELAY=1}). A process that is killed may lose the commits of its last
   * milliseconds, whole events each; {@code WRITE_DELAY=0} loses none, and lets the file grow by
   * about 100 KB per event, because H2 then never cleans up behind itself.
   *
   * @param jdbcUrl with user and password as parameters, as the driver takes them
   * @throws InvalidInputException when no driver knows the URL
   * @throws UnavailableException when the database cannot be reached within 10 seconds, refuses the
   *     login, or is an H2 file that another process has open
   */
  public static PooledDatabase open(String jdbcUrl) {
    String url = completed(jdbcUrl);
    checkDriver(url);
    HikariConfig config = new HikariConfig();
    config.setPoolName("revenue-kernel");
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    config.setExceptionOverride(new DeadConnections());
    if (isH2(url) && !has(url, "USER")) {
      config.setUsername("sa");
      config.setPassword("");
    }
    if (url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:")) {
      // The server's details quote rows, and messages may be logged by anyone.
      config.addDataSourceProperty("logServerErrorDetail", "false");
      // The driver's own limit ends with the TCP connection; a server may take it and say nothing.
      config.addDataSourceProperty("loginTimeout", String.valueOf(CONNECT_TIMEOUT_MILLIS / 1_000));
    }
    try {
      return new PooledDatabase(new HikariDataSource(config));
    } catch (PoolInitializationException unreachable) {
      throw unreachable(url, unreachable);
    }
  }

  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  private static String completed(String url) {
    if (!isH2(url)) {
      return url;
    }
    String completed = url;
    completed = withDefault(completed, "MODE", "PostgreSQL");
    completed = withDefault(completed, "DATABASE_TO_LOWER", "TRUE");
    completed = withDefault(completed, "DEFAULT_NULL_ORDERING", "HIGH");
    completed = withDefault(completed, "WRITE_DELAY", "1");
    // A trace file that cannot be written makes H2 print stack traces instead.
    completed = withDefault(completed, "TRACE_LEVEL_FILE", "0");
    if (url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:mem:")) {
      // Else the data would go with the last idle connection.
      completed = withDefault(completed, "DB_CLOSE_DELAY", "-1");
    }
    return completed;
  }

  private static String withDefault(String url, String option, String value) {
    return has(url, option) ? url : "%s;%s=%s".formatted(url, option, value);
  }

  private static boolean has(String url, String option) {
    return url.toUpperCase(Locale.ROOT).contains(";" + option + "=");
  }

  private static boolean isH2(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:");
  }

  private static void checkDriver(String url) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException noDriver) {
      throw new InvalidInputException(
          "invalid_url",
          "db",
          "expected a URL such as jdbc:h2:./data/revenue or"
              + " jdbc:postgresql://host:5432/db?user=app, found %s".formatted(redacted(url)));
    }
  }

  private static UnavailableException unreachable(String url, PoolInitializationException failure) {
    Optional<SQLException> cause = SqlErrors.sqlException(failure);
    if (cause.filter(sql -> DATABASE_IN_USE.equals(sql.getSQLState())).isPresent()) {
      return new UnavailableException(
          "%s is open in another process; wait for it to end, or use another database"
              .formatted(redacted(url)),
          failure);
    }
    return new UnavailableException(
        "cannot open %s: %s"
            .formatted(redacted(url), cause.map(SqlErrors::firstLine).orElse("no reason given")),
        failure);
  }

  /** The URL without its parameters, which may hold a password. */
  static String redacted(String url) {
    return url.replaceAll("[?;].*", "").replaceAll("//.*@", "//");
  }
}
