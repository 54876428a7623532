package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.UnavailableException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** The databases the kernel knows. Most statements are one text for both. */
public enum Database {
  /** For production: many processes on one database. */
  POSTGRESQL,
  /** Embedded, for development and small hosts: one process. Needs {@code MODE=PostgreSQL}. */
  H2;

  private static final String MIGRATIONS = "io/revenueos/kernel/jdbc/migration";

  /**
   * Asks a database what it is.
   *
   * @throws UnavailableException when it cannot be reached
   * @throws SchemaException when it is not supported, or an H2 without {@code MODE=PostgreSQL}
   */
  public static Database of(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return of(connection);
    } catch (SQLException unreachable) {
      throw unreachable(unreachable);
    }
  }

  static Database of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    if (product.equalsIgnoreCase("PostgreSQL")) {
      return POSTGRESQL;
    } else if (product.equalsIgnoreCase("H2")) {
      requirePostgresMode(connection);
      return H2;
    }
    throw new SchemaException("expected PostgreSQL or H2, found " + product);
  }

  /** Product, version and place, without the URL's parameters, which may hold a password. */
  static String describe(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      DatabaseMetaData metadata = connection.getMetaData();
      return "%s %s at %s"
          .formatted(
              metadata.getDatabaseProductName(),
              metadata.getDatabaseProductVersion(),
              PooledDatabase.redacted(String.valueOf(metadata.getURL())));
    } catch (SQLException unreachable) {
      throw unreachable(unreachable);
    }
  }

  static UnavailableException unreachable(SQLException failure) {
    return new UnavailableException(
        "the database cannot be reached: " + SqlErrors.firstLine(failure), failure);
  }

  private static void requirePostgresMode(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet mode =
            statement.executeQuery(
                "select setting_value from information_schema.settings"
                    + " where setting_name = 'MODE'")) {
      if (!mode.next() || !"PostgreSQL".equals(mode.getString(1))) {
        throw new SchemaException(
            "H2 must be opened with ;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE at the end of its URL"
                + " (PooledDatabase.open adds it)");
      }
    }
  }

  /**
   * Where the migrations for this database lie, the kernel's and those of parts, for a host that
   * runs them with its own Flyway. Versions start at 1.0. A host that adds a part later, or a new
   * version of the kernel after a part, needs Flyway's {@code outOfOrder}: a part's numbers are
   * higher than the kernel's.
   */
  public List<String> migrationLocations(SchemaPart... parts) {
    List<String> locations = new ArrayList<>(migrationsUnder(MIGRATIONS));
    for (SchemaPart part : parts) {
      locations.addAll(part.migrationLocations(this));
    }
    return List.copyOf(locations);
  }

  /**
   * The two places below a folder of the class path: {@code common}, what all databases share, and
   * {@code postgresql} or {@code h2}, what only this one needs.
   */
  public List<String> migrationsUnder(String folder) {
    String location = "classpath:" + folder + "/";
    return List.of(location + "common", location + name().toLowerCase(Locale.ROOT));
  }
}
