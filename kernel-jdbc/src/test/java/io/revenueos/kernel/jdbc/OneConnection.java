package io.revenueos.kernel.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool of one connection: whoever comes next gets what the one before has left. */
final class OneConnection implements AutoCloseable {
  private final Connection connection;

  OneConnection(DataSource real) {
    try {
      this.connection = real.getConnection();
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  Connection connection() {
    return connection;
  }

  DataSource asDataSource() {
    return proxy(DataSource.class, (name, call) -> staysOpen());
  }

  private Connection staysOpen() {
    return proxy(
        Connection.class, (name, call) -> name.equals("close") ? null : call.on(connection));
  }

  private interface Call {
    @Nullable Object on(Object target) throws Throwable;
  }

  private interface Answer {
    @Nullable Object to(String name, Call call) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answer.to(
                    method.getName(),
                    target -> {
                      try {
                        return method.invoke(target, arguments);
                      } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                      }
                    })));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
