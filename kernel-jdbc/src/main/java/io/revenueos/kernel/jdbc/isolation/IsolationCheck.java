package io.revenueos.kernel.jdbc.isolation;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Checks that a database keeps its tenants apart: every table of the schema that has {@code
 * tenant_id} or {@code workspace_id}, found from the catalog. Reads only. Plain SQL of its own, so
 * that it does not believe the code that it is about.
 */
public final class IsolationCheck {
  private static final String NO_POLICIES =
      "H2 has no row-level security: the kernel's statements name the tenant themselves";
  private static final String ACT_AS_APPLICATION = "set local role revenueos_app";
  private static final String NAME_TENANT = "select set_config('revenueos.tenant_id', ?, true)";
  // What the application may not read at all, a host's own tables say, needs no further look.
  private static final String READABLE =
      """
      select relname from pg_class
      where relnamespace = current_schema()::regnamespace
        and has_table_privilege('revenueos_app', oid, 'select')
      """;
  private static final String REGISTERED = "select kernel_registered_tenants()";
  private static final String WITH_EVENTS = "select kernel_tenants_with_events()";
  private static final String REGISTERED_ON_H2 = "select tenant_id from os_tenant_registry";

  private final DataSource dataSource;
  private final Database database;

  private IsolationCheck(DataSource dataSource, Database database) {
    this.dataSource = dataSource;
    this.database = database;
  }

  /**
   * @throws UnavailableException when the database cannot be reached
   */
  public static IsolationCheck on(DataSource dataSource) {
    return new IsolationCheck(dataSource, Database.of(dataSource));
  }

  /**
   * Takes one connection. Visits every tenant: some milliseconds for each.
   *
   * @return one finding per check, always the same checks in the same order
   * @throws UnavailableException when the database cannot be reached
   * @throws io.revenueos.kernel.jdbc.SchemaException when the schema is not there
   */
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(connection());
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        List<ScopedTable> tables = ScopedTable.all(connection);
        findings.addAll(policies(connection));
        findings.addAll(rows(connection, readable(connection, tables)));
        findings.add(
            Finding.of(
                "index_coverage",
                "an index begins with the scope of every table (%d)".formatted(tables.size()),
                tables.stream().flatMap(table -> table.uncoveredScopes().stream()).toList()));
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException failed) {
      throw new UnavailableException(
          "isolation could not be checked: " + failed.getMessage(), failed);
    }
    return findings;
  }

  private Finding connection() {
    List<String> concerns = JdbcKernelStore.on(dataSource).concerns();
    return concerns.isEmpty()
        ? new Finding("connection", Finding.Result.PASS, "bound like every other")
        : new Finding("connection", Finding.Result.WARN, String.join("; ", concerns));
  }

  private List<Finding> policies(Connection connection) throws SQLException {
    if (database == Database.POSTGRESQL) {
      return PolicyChecks.run(connection);
    }
    return PolicyChecks.NAMES.stream().map(name -> Finding.skipped(name, NO_POLICIES)).toList();
  }

  private List<ScopedTable> readable(Connection connection, List<ScopedTable> tables)
      throws SQLException {
    if (database == Database.H2) {
      return tables;
    }
    Set<String> readable = new LinkedHashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(READABLE)) {
      while (rows.next()) {
        readable.add(rows.getString(1));
      }
    }
    return tables.stream().filter(table -> readable.contains(table.name())).toList();
  }

  private List<Finding> rows(Connection connection, List<ScopedTable> tables) throws SQLException {
    RowChecks checks = new RowChecks(connection, tables);
    boolean bound = database == Database.POSTGRESQL;
    Set<String> withoutScope = new TreeSet<>();
    Set<TenantId> registered = new LinkedHashSet<>();
    Set<TenantId> all = new LinkedHashSet<>();
    if (bound) {
      actAsApplication(connection);
      withoutScope.addAll(checks.seenWithoutScope());
      registered.addAll(ids(connection, REGISTERED));
      all.addAll(ids(connection, WITH_EVENTS));
    } else {
      registered.addAll(ids(connection, REGISTERED_ON_H2));
    }
    all.addAll(registered);
    Set<String> others = new TreeSet<>();
    Set<String> orphans = new TreeSet<>();
    Set<String> across = new TreeSet<>();
    for (TenantId tenant : all) {
      if (bound) {
        actAsApplication(connection);
        name(connection, tenant);
        others.addAll(checks.seenOfOthers(tenant));
      }
      // Who is not registered has no workspaces here: theirs are the host's.
      orphans.addAll(registered.contains(tenant) ? checks.orphans(tenant) : List.of());
      across.addAll(checks.acrossWorkspaces(tenant));
    }
    String visited = "none, in %d tables of %d tenants".formatted(tables.size(), all.size());
    return List.of(
        bound
            ? Finding.of("rows_without_scope", visited, withoutScope)
            : Finding.skipped("rows_without_scope", NO_POLICIES),
        bound
            ? Finding.of("rows_of_others", visited, others)
            : Finding.skipped("rows_of_others", NO_POLICIES),
        Finding.of("orphaned_rows", visited, orphans),
        Finding.of("cross_workspace_references", visited, across));
  }

  /** In a new transaction, whose role ends with it. */
  private static void actAsApplication(Connection connection) throws SQLException {
    connection.rollback();
    try (Statement statement = connection.createStatement()) {
      statement.execute(ACT_AS_APPLICATION);
    }
  }

  private static void name(Connection connection, TenantId tenant) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NAME_TENANT)) {
      statement.setString(1, tenant.toString());
      statement.execute();
    }
  }

  private static Set<TenantId> ids(Connection connection, String query) throws SQLException {
    Set<TenantId> ids = new LinkedHashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        ids.add(new TenantId(rows.getObject(1, UUID.class)));
      }
    }
    return ids;
  }
}
