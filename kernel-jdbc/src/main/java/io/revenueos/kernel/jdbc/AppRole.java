package io.revenueos.kernel.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * {@value #NAME}: as whom the kernel works on PostgreSQL, whoever connects. It owns nothing, and
 * the policies of row-level security bind it.
 */
final class AppRole {
  static final String NAME = "revenueos_app";

  private static final String SET = "set role " + NAME;
  private static final String RESET = "reset role";
  private static final String MAY_BE_IT =
      """
      select coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles
                       where rolname = 'revenueos_app'), true), current_user
      """;
  private static final String BYPASSES =
      """
      select case
               when u.rolsuper then 'it is a superuser'
               when u.rolbypassrls then 'it has bypassrls'
               when exists (select from pg_roles o
                            where o.rolname = 'revenueos_owner' and pg_has_role(u.oid, o.oid, 'member'))
                 then 'it may act as revenueos_owner'
               when exists (select from pg_roles o
                            where o.rolname = 'revenueos_scan' and pg_has_role(u.oid, o.oid, 'member'))
                 then 'it may act as revenueos_scan'
             end, u.rolname
      from pg_roles u where u.rolname = current_user
      """;

  private AppRole() {}

  /** What is done with a connection while it is in the role. */
  interface Work<T> {
    T apply(Connection connection) throws SQLException;
  }

  /**
   * In autocommit, on a connection that is in no transaction: what fails must not keep the role
   * from being laid down.
   *
   * @throws SchemaException when the connection's user may not act as the role
   */
  static <T> T as(Connection connection, Work<T> work) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      require(statement);
      statement.execute(SET);
      try {
        return work.apply(connection);
      } finally {
        statement.execute(RESET);
      }
    } finally {
      connection.setAutoCommit(autoCommit);
    }
  }

  private static void require(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(MAY_BE_IT)) {
      if (row.next() && !row.getBoolean(1)) {
        throw new SchemaException(
            "the database user %s may not act as %s, as which the kernel works; a DBA can allow it: grant %s to %s"
                .formatted(row.getString(2), NAME, NAME, row.getString(2)));
      }
    }
  }

  /** Whether there is such a role: there is none before the schema was migrated. */
  static boolean exists(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select 1 from pg_roles where rolname = 'revenueos_app'")) {
      return row.next();
    }
  }

  /** A sentence if the connection's user could do without the policies; empty when all is well. */
  static List<String> concerns(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(BYPASSES)) {
      if (!row.next() || row.getString(1) == null) {
        return List.of();
      }
      return List.of(
          "the database user %s could bypass row-level security: %s. The kernel works as %s all the same; in production connect as a user who has only that role"
              .formatted(row.getString(2), row.getString(1), NAME));
    } catch (SQLException unreachable) {
      throw Database.unreachable(unreachable);
    }
  }
}
