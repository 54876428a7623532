package io.revenueos.kernel.jdbc.isolation;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A table whose rows are somebody's: it has {@code tenant_id}, {@code workspace_id} or both.
 *
 * @param indexes the columns of each, in order
 * @param references to other such tables
 */
record ScopedTable(
    String name, Set<String> columns, List<List<String>> indexes, List<Reference> references) {
  static final String TENANT = "tenant_id";
  static final String WORKSPACE = "workspace_id";

  private static final Set<String> TABLES = Set.of("TABLE", "BASE TABLE", "PARTITIONED TABLE");

  /**
   * A foreign key.
   *
   * @param columns of this table to those of the target
   */
  record Reference(String target, Map<String, String> columns) {}

  /** All of the connection's schema, from its catalog, in the order of their names. */
  static List<ScopedTable> all(Connection connection) throws SQLException {
    DatabaseMetaData catalog = connection.getMetaData();
    String schema = connection.getSchema();
    Map<String, Set<String>> columns = new TreeMap<>();
    try (ResultSet tables = catalog.getTables(null, schema, "%", null)) {
      while (tables.next()) {
        // The driver has no type for the indexes of partitioned tables.
        String type = tables.getString("TABLE_TYPE");
        if (type != null && TABLES.contains(type)) {
          columns.put(tables.getString("TABLE_NAME"), new HashSet<>());
        }
      }
    }
    try (ResultSet found = catalog.getColumns(null, schema, "%", "%")) {
      while (found.next()) {
        Set<String> own = columns.get(found.getString("TABLE_NAME"));
        if (own != null) {
          own.add(found.getString("COLUMN_NAME"));
        }
      }
    }
    List<ScopedTable> scoped = new ArrayList<>();
    for (Map.Entry<String, Set<String>> table : columns.entrySet()) {
      if (table.getValue().contains(TENANT) || table.getValue().contains(WORKSPACE)) {
        scoped.add(
            new ScopedTable(
                table.getKey(),
                table.getValue(),
                indexes(catalog, schema, table.getKey()),
                references(catalog, schema, table.getKey())));
      }
    }
    return scoped;
  }

  private static List<List<String>> indexes(DatabaseMetaData catalog, String schema, String table)
      throws SQLException {
    Map<String, List<String>> indexes = new TreeMap<>();
    try (ResultSet found = catalog.getIndexInfo(null, schema, table, false, true)) {
      while (found.next()) {
        String name = found.getString("INDEX_NAME");
        String column = found.getString("COLUMN_NAME");
        if (name != null && column != null) {
          indexes.computeIfAbsent(name, key -> new ArrayList<>()).add(column);
        }
      }
    }
    return List.copyOf(indexes.values());
  }

  private static List<Reference> references(DatabaseMetaData catalog, String schema, String table)
      throws SQLException {
    Map<String, Reference> references = new TreeMap<>();
    try (ResultSet found = catalog.getImportedKeys(null, schema, table)) {
      while (found.next()) {
        String target = found.getString("PKTABLE_NAME");
        references
            .computeIfAbsent(
                found.getString("FK_NAME"), key -> new Reference(target, new TreeMap<>()))
            .columns()
            .put(found.getString("FKCOLUMN_NAME"), found.getString("PKCOLUMN_NAME"));
      }
    }
    return List.copyOf(references.values());
  }

  boolean hasTenant() {
    return columns.contains(TENANT);
  }

  boolean hasWorkspace() {
    return columns.contains(WORKSPACE);
  }

  /** Whether rows of a tenant, or of a workspace in it, are found without reading all. */
  List<String> uncoveredScopes() {
    List<String> uncovered = new ArrayList<>();
    if (hasTenant() && indexes.stream().noneMatch(index -> index.get(0).equals(TENANT))) {
      uncovered.add("%s (%s)".formatted(name, TENANT));
    }
    // The workspace of the kernel's own rows says whose event it was; nobody looks for it.
    if (hasWorkspace() && !name.startsWith("kernel_") && !coversWorkspace()) {
      uncovered.add("%s (%s, %s)".formatted(name, TENANT, WORKSPACE));
    }
    return uncovered;
  }

  private boolean coversWorkspace() {
    Set<String> scope = hasTenant() ? Set.of(TENANT, WORKSPACE) : Set.of(WORKSPACE);
    return indexes.stream()
        .filter(index -> index.size() >= scope.size())
        .anyMatch(index -> scope.containsAll(index.subList(0, scope.size())));
  }
}
