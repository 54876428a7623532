package io.revenueos.cli;

import static java.util.Objects.requireNonNull;

import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Another driver, behind which something happens right before the n-th step that changes the
 * database (a statement that writes, or a commit that follows one): {@code jdbc:halt:7:jdbc:h2:...}
 * ends the process as a power cut would, {@code jdbc:lose:7:...} loses the connection.
 */
public final class CrashDriver implements Driver {
  /** The exit code of a process that was killed. */
  static final int KILLED = 137;

  private static final Pattern URL = Pattern.compile("jdbc:(halt|lose):([0-9]+):(jdbc:.*)");
  private static final Pattern WRITE =
      Pattern.compile(
          ".*\\b(insert into|update \\w+\\s+set|delete from|merge into|final table)\\b.*",
          Pattern.DOTALL);

  private static final AtomicInteger STEPS = new AtomicInteger();

  // A driver is found by the service loader, and has to make itself known to the driver manager.
  static {
    try {
      DriverManager.registerDriver(new CrashDriver());
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The URL of a database that crashes; an H2 needs what the kernel would have added to its URL.
   */
  static String url(String what, int step, String url) {
    String complete =
        url.startsWith("jdbc:h2:")
            ? url
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;USER=sa;PASSWORD="
            : url;
    return "jdbc:%s:%d:%s".formatted(what, step, complete);
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return null;
    }
    int step = Integer.parseInt(requireNonNull(parts.group(2)));
    DataSource real = new OneUrl(requireNonNull(parts.group(3)));
    return ObservedDataSource.of(real, new Crash(requireNonNull(parts.group(1)), step))
        .getConnection();
  }

  /** What happens at a step. */
  private static final class Crash implements ObservedDataSource.Observer {
    private final String what;
    private final int step;
    private boolean written;

    private Crash(String what, int step) {
      this.what = what;
      this.step = step;
    }

    @Override
    public void before(Connection connection, String statement) throws SQLException {
      boolean write = WRITE.matcher(statement).matches();
      boolean commitOfAWrite = statement.equals(ObservedDataSource.COMMIT) && written;
      written = write || (written && !statement.equals(ObservedDataSource.COMMIT));
      if ((write || commitOfAWrite) && STEPS.incrementAndGet() == step) {
        happen(connection);
      }
    }

    private void happen(Connection connection) throws SQLException {
      if (what.equals("halt")) {
        Runtime.getRuntime().halt(KILLED);
      }
      STEPS.set(0);
      connection.rollback();
      throw new SQLException("the connection was lost on purpose", "08006");
    }
  }

  @Override
  public boolean acceptsURL(String url) {
    return URL.matcher(url).matches();
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("this driver logs nothing");
  }

  /** What gives out connections to one URL; nothing else of a data source is needed. */
  private record OneUrl(String url) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
      return DriverManager.getConnection(url);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("nothing to unwrap");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
