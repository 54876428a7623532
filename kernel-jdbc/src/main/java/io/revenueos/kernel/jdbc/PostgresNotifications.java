package io.revenueos.kernel.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/**
 * The one thing that is asked of PostgreSQL's driver beside JDBC. By name: the driver is there at
 * run time only, if the host wants it.
 */
final class PostgresNotifications {
  private static final String INTERFACE = "org.postgresql.PGConnection";

  private final Object connection;
  private final Method get;

  private PostgresNotifications(Object connection, Method get) {
    this.connection = connection;
    this.get = get;
  }

  /**
   * @param connection has to be used by this thread only
   * @throws SQLFeatureNotSupportedException when it is another driver's
   */
  static PostgresNotifications of(Connection connection) throws SQLException {
    try {
      Class<?> type = Class.forName(INTERFACE);
      return new PostgresNotifications(
          connection.unwrap(type), type.getMethod("getNotifications", int.class));
    } catch (ReflectiveOperationException otherDriver) {
      throw new SQLFeatureNotSupportedException(
          "notifications need the driver org.postgresql:postgresql", otherDriver);
    }
  }

  /** Whether there were any before or within this time. */
  boolean arrive(int millis) throws SQLException {
    try {
      return get.invoke(connection, millis) instanceof Object[] some && some.length > 0;
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof SQLException lost) {
        throw lost;
      }
      throw new SQLException("notifications cannot be read", failed);
    } catch (IllegalAccessException hidden) {
      throw new SQLFeatureNotSupportedException("notifications cannot be read", hidden);
    }
  }
}
