package io.revenueos.kernel.jdbc.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that tells an observer of every statement it runs and of every commit, before and
 * after; what the observer throws takes the place of the answer.
 */
public final class ObservedDataSource {
  /** The text an observer gets for a commit. */
  public static final String COMMIT = "commit";

  private ObservedDataSource() {}

  /** The statements that are sent together as one text, without white space around them. */
  public static Stream<String> statements(String sent) {
    return Stream.of(sent.split(";\n", -1)).map(String::strip);
  }

  /** Whether one of the statements that are sent together is the commit. */
  public static boolean commits(String sent) {
    return statements(sent).anyMatch(COMMIT::equals);
  }

  /** Called on the thread that runs the statement. */
  public interface Observer {
    /**
     * @param connection the connection as the data source gave it, unobserved
     * @param statement the SQL as the driver gets it, which may be several {@link #statements}, or
     *     {@link #COMMIT}
     */
    default void before(Connection connection, String statement) throws SQLException {
      // Observers are interested in one side.
    }

    default void after(Connection connection, String statement) throws SQLException {
      // Observers are interested in one side.
    }
  }

  public static DataSource of(DataSource real, Observer observer) {
    return proxy(DataSource.class, new Connections(real, observer));
  }

  private record Connections(DataSource real, Observer observer) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object result = call(real, method, arguments);
      return result instanceof Connection connection
          ? proxy(Connection.class, new Statements(connection, observer))
          : result;
    }
  }

  private record Statements(Connection real, Observer observer) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (method.getName().equals("commit")) {
        observer.before(real, COMMIT);
        Object nothing = call(real, method, arguments);
        observer.after(real, COMMIT);
        return nothing;
      }
      Object result = call(real, method, arguments);
      if (result instanceof PreparedStatement prepared) {
        return proxy(
            PreparedStatement.class, new Executions(real, prepared, text(arguments), observer));
      }
      return result instanceof Statement statement
          ? proxy(Statement.class, new Executions(real, statement, "", observer))
          : result;
    }
  }

  private record Executions(Connection connection, Statement real, String sql, Observer observer)
      implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (!method.getName().startsWith("execute")) {
        return call(real, method, arguments);
      }
      String statement = sql.isEmpty() ? text(arguments) : sql;
      observer.before(connection, statement);
      Object result = call(real, method, arguments);
      observer.after(connection, statement);
      return result;
    }
  }

  private static String text(Object @Nullable [] arguments) {
    return arguments == null ? "" : String.valueOf(arguments[0]);
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            ObservedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
