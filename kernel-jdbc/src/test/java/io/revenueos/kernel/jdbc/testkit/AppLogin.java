package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.tenant.TenantId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * One connection of a user who may act as the application role and as nobody else, as a production
 * host's does. Belongs to one thread.
 */
public final class AppLogin implements AutoCloseable {
  /** The user's name, on whatever server. */
  public static final String NAME = "revenueos_test_host";

  private final Connection connection;

  private AppLogin(Connection connection) {
    this.connection = connection;
  }

  /** The same database as another URL's, for that user. */
  public static String url(String url, Rows operator) {
    operator.execute(
        """
        do $$ begin
          create role %s login;
        exception when duplicate_object then null;
        end $$;
        grant revenueos_app to %s
        """
            .formatted(NAME, NAME));
    return url.replace("user=postgres", "user=" + NAME);
  }

  public static AppLogin on(String url, Rows operator) {
    try {
      Connection connection = DriverManager.getConnection(url(url, operator));
      connection.setAutoCommit(false);
      return new AppLogin(connection);
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** Runs statements in one transaction and rolls it back; the rows of the last one, as text. */
  public List<String> in(String scope, String... statements) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(scope);
      List<String> answer = List.of();
      for (String sql : statements) {
        answer = statement.execute(sql) ? rows(statement) : List.of();
      }
      return answer;
    } catch (SQLException refused) {
      throw new IllegalStateException(refused.getMessage(), refused);
    } finally {
      rollback();
    }
  }

  private static List<String> rows(Statement statement) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        lines.add(String.valueOf(rows.getString(1)));
      }
    }
    return lines;
  }

  private void rollback() {
    try {
      connection.rollback();
    } catch (SQLException lost) {
      throw new IllegalStateException(lost);
    }
  }

  /** Runs a statement and commits it. */
  public void commit(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** The SQLSTATE of what an attack ends with; a hyphen when it succeeds. */
  public String stateOf(Runnable attack) {
    try {
      attack.run();
      return "-";
    } catch (IllegalStateException refused) {
      return refused.getCause() instanceof SQLException sql ? sql.getSQLState() : "?";
    }
  }

  /** What {@code copy ... to stdout} gives under a tenant's scope. */
  public String copyOut(TenantId tenant, String table) {
    StringWriter out = new StringWriter();
    try {
      enter(tenant);
      copies().copyOut("copy %s to stdout".formatted(table), out);
      return out.toString();
    } catch (SQLException refused) {
      throw new IllegalStateException(refused.getMessage(), refused);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      rollback();
    }
  }

  /** Tries {@code copy ... from stdin} under a tenant's scope. */
  public void copyIn(TenantId tenant, String table) {
    try {
      enter(tenant);
      copies().copyIn("copy %s from stdin".formatted(table), new StringReader(""));
    } catch (SQLException refused) {
      throw new IllegalStateException(refused.getMessage(), refused);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      rollback();
    }
  }

  private void enter(TenantId tenant) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select set_config('revenueos.tenant_id', '%s', true)".formatted(tenant));
    }
  }

  private CopyManager copies() throws SQLException {
    return new CopyManager(connection.unwrap(BaseConnection.class));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException lost) {
      throw new IllegalStateException(lost);
    }
  }
}
