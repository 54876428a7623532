package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The tables of the kernel and of parts ({@link SchemaPart}), and their versions. Migrations are
 * plain SQL files; they run here, in the host's own Flyway (with {@link
 * Database#migrationLocations}), or by hand (with {@link #print()}). Their history is kept in
 * {@value #HISTORY_TABLE}, apart from any history of the host's.
 */
public final class KernelSchema {
  /** The table in which {@link #migrate()} keeps what it has run. */
  public static final String HISTORY_TABLE = "kernel_schema_history";

  private static final String FIRST_TABLE = "kernel_events";
  private static final String[] TABLE_TYPES = {"TABLE", "BASE TABLE", "PARTITIONED TABLE"};
  private static final String NONE_YET = "0";
  // An H2 belongs to one process.
  private static final Object IN_THIS_PROCESS = new Object();
  // Held until the end of the transaction; the number only has to be nobody else's.
  private static final String LOCK = "select pg_advisory_xact_lock(7305814762340951)";
  private final DataSource dataSource;
  private final Database database;
  private final List<String> locations;

  private KernelSchema(DataSource dataSource, Database database, List<String> locations) {
    this.dataSource = dataSource;
    this.database = database;
    this.locations = locations;
  }

  /**
   * The kernel's tables alone.
   *
   * @throws UnavailableException when the database cannot be reached
   * @throws SchemaException when it is not supported
   */
  public static KernelSchema on(DataSource dataSource) {
    return on(dataSource, new SchemaPart[0]);
  }

  /**
   * The kernel's tables and those of parts. A part may come later, and one that is left out again
   * keeps its tables: they are not looked at.
   *
   * @throws UnavailableException when the database cannot be reached
   * @throws SchemaException when it is not supported
   */
  public static KernelSchema on(DataSource dataSource, SchemaPart... parts) {
    Database database = Database.of(dataSource);
    return new KernelSchema(dataSource, database, database.migrationLocations(parts));
  }

  /**
   * Brings the schema up to date. Several processes may do so at once; they wait for each other.
   * Tables of the host's own in the same database are left alone. Takes three connections of the
   * data source at once, two on H2.
   *
   * @return how many migrations were run; 0 when it was up to date
   * @throws SchemaException when a migration fails or an applied one was changed afterwards, or the
   *     kernel's tables were made in another way, which has their history; on PostgreSQL also when
   *     the roles are not there and the connection's user may not create them
   * @throws UnavailableException when the database cannot be reached, or has no connection to spare
   */
  public int migrate() {
    // Flyway's own lock comes too late: whether the schema is empty is decided before it.
    synchronized (IN_THIS_PROCESS) {
      return database == Database.POSTGRESQL ? migrateAlone() : migrateNow();
    }
  }

  private int migrateAlone() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        statement.execute(LOCK);
        return migrateNow();
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException unreachable) {
      throw Database.unreachable(unreachable);
    }
  }

  private int migrateNow() {
    requireOurs();
    try {
      return flyway().migrate().migrationsExecuted;
    } catch (FlywayException failed) {
      Optional<SQLException> cause = SqlErrors.sqlException(failed);
      if (cause.filter(SqlErrors::isTransient).isPresent()) {
        throw Database.unreachable(cause.get());
      }
      String reason =
          String.valueOf(failed.getMessage())
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.matches("-+"))
              .collect(Collectors.joining(" "));
      throw new SchemaException(
          "migrating the schema failed: " + reason + cause.map(KernelSchema::remedy).orElse(""),
          failed);
    }
  }

  /** Whoever made the tables keeps their history, and has to go on with it. */
  private void requireOurs() {
    Set<String> tables;
    try (Connection connection = dataSource.getConnection()) {
      tables = tablesOf(connection);
    } catch (SQLException unreachable) {
      throw Database.unreachable(unreachable);
    }
    if (tables.contains(FIRST_TABLE) && !tables.contains(HISTORY_TABLE)) {
      throw new SchemaException(
          "the kernel's tables are there, and no %s: somebody else made them, a DBA with the SQL of print() or the host's own Flyway; bring them up to date that way, and only validate() them here"
              .formatted(HISTORY_TABLE));
    }
  }

  /** In lower case; those that the user may not read, too. */
  private static Set<String> tablesOf(Connection connection) throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), null, TABLE_TYPES)) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static String remedy(SQLException refused) {
    if (!SqlErrors.isInsufficientPrivilege(refused)) {
      return "";
    }
    return String.valueOf(refused.getMessage()).contains("role")
        ? "; the schema needs the roles revenueos_owner, revenueos_app and revenueos_scan: let a DBA run the SQL of"
            + " KernelSchema.on(dataSource).print(), or create the roles and grant them to this user"
        : "; this user may not change the schema: let its owner migrate it, and only validate() it here";
  }

  /**
   * Checks that every table and column the kernel uses is there and readable, whoever migrated it,
   * and on PostgreSQL that the connection's user may act as the application role.
   *
   * @throws SchemaException naming what is missing
   */
  public void validate() {
    Set<String> missing;
    try (Connection connection = dataSource.getConnection()) {
      missing =
          database == Database.POSTGRESQL && AppRole.exists(connection)
              ? AppRole.as(connection, RequiredTable::missing)
              : RequiredTable.missing(connection);
    } catch (SQLException unreachable) {
      throw Database.unreachable(unreachable);
    }
    if (!missing.isEmpty()) {
      throw new SchemaException(
          "the schema lacks %s; run KernelSchema.on(dataSource).migrate(), or the SQL of print()"
              .formatted(missing));
    }
  }

  /** All migrations of this database as one SQL text, for a DBA to read and run. */
  public String print() {
    StringBuilder sql = new StringBuilder();
    // What was run out of order, and what came from a part that is not here, must not show.
    Stream.of(flyway().info().all())
        .filter(migration -> migration.getState().isResolved())
        .filter(migration -> migration.getScript().endsWith(".sql"))
        .sorted(
            Comparator.comparing(
                MigrationInfo::getVersion, Comparator.nullsLast(Comparator.naturalOrder())))
        .map(MigrationInfo::getScript)
        .forEach(
            script -> sql.append("-- %s\n\n".formatted(script)).append(read(script)).append("\n"));
    return sql.toString();
  }

  private String read(String script) {
    List<String> folders =
        locations.stream().map(location -> location.replace("classpath:", "/")).toList();
    for (String folder : folders) {
      try (InputStream in = KernelSchema.class.getResourceAsStream(folder + "/" + script)) {
        if (in != null) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      } catch (IOException unreadable) {
        throw new SchemaException("migration " + script + " cannot be read", unreadable);
      }
    }
    throw new SchemaException("migration %s is in none of %s".formatted(script, folders));
  }

  private Flyway flyway() {
    return Flyway.configure(KernelSchema.class.getClassLoader())
        .dataSource(dataSource)
        .locations(locations.toArray(String[]::new))
        .table(HISTORY_TABLE)
        // The host's own tables may be there already; ours start from nothing beside them.
        .baselineOnMigrate(true)
        .baselineVersion(NONE_YET)
        .cleanDisabled(true)
        // Parts come and go, and their numbers are higher than those of the kernel's next version.
        .outOfOrder(true)
        .ignoreMigrationPatterns("*:future", "*:missing")
        .validateMigrationNaming(true)
        .failOnMissingLocations(true)
        .load();
  }
}
