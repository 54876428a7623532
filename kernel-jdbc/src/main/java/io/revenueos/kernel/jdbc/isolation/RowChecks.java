package io.revenueos.kernel.jdbc.isolation;

import io.revenueos.kernel.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at rows: whether one is seen that should not be, or refers to what is not there. The names
 * in these statements come from the catalog, quoted.
 */
final class RowChecks {
  private final Connection connection;
  private final List<ScopedTable> tables;

  RowChecks(Connection connection, List<ScopedTable> tables) {
    this.connection = connection;
    this.tables = tables;
  }

  /** Tables with rows that are seen by one who has named no tenant. */
  List<String> seenWithoutScope() throws SQLException {
    List<String> seen = new ArrayList<>();
    for (ScopedTable table : tables) {
      if (any("select 1 from %s limit 1".formatted(quoted(table.name())), null)) {
        seen.add(table.name());
      }
    }
    return seen;
  }

  /** Tables in which one who has named a tenant sees rows of others. */
  List<String> seenOfOthers(TenantId tenant) throws SQLException {
    List<String> seen = new ArrayList<>();
    for (ScopedTable table : tables) {
      if (table.hasTenant()
          && any(
              "select 1 from %s where tenant_id <> ? limit 1".formatted(quoted(table.name())),
              tenant)) {
        seen.add("%s (as tenant %s)".formatted(table.name(), tenant));
      }
    }
    return seen;
  }

  /** Tables with rows of a tenant whose workspace is none of the tenant's. */
  List<String> orphans(TenantId tenant) throws SQLException {
    List<String> orphans = new ArrayList<>();
    for (ScopedTable table : tables) {
      if (table.hasTenant()
          && table.hasWorkspace()
          && any(
              """
              select 1 from %s x
              where x.tenant_id = ? and x.workspace_id is not null and not exists (
                select 1 from workspaces w where w.tenant_id = x.tenant_id and w.id = x.workspace_id)
              limit 1
              """
                  .formatted(quoted(table.name())),
              tenant)) {
        orphans.add("%s (of tenant %s)".formatted(table.name(), tenant));
      }
    }
    return orphans;
  }

  /** Keys by which a tenant's rows of one workspace refer to rows of another. */
  List<String> acrossWorkspaces(TenantId tenant) throws SQLException {
    Map<String, ScopedTable> byName =
        tables.stream().collect(Collectors.toMap(ScopedTable::name, table -> table));
    List<String> across = new ArrayList<>();
    for (ScopedTable table : tables) {
      for (ScopedTable.Reference reference : table.references()) {
        ScopedTable target = byName.get(reference.target());
        if (target != null
            && table.hasTenant()
            && table.hasWorkspace()
            && target.hasWorkspace()
            && any(joined(table, reference), tenant)) {
          across.add("%s -> %s (of tenant %s)".formatted(table.name(), target.name(), tenant));
        }
      }
    }
    return across;
  }

  private String joined(ScopedTable table, ScopedTable.Reference reference) throws SQLException {
    List<String> on = new ArrayList<>();
    for (Map.Entry<String, String> column : reference.columns().entrySet()) {
      on.add("p.%s = x.%s".formatted(quoted(column.getValue()), quoted(column.getKey())));
    }
    return """
        select 1 from %s x join %s p on %s
        where x.tenant_id = ? and x.workspace_id <> p.workspace_id limit 1
        """
        .formatted(quoted(table.name()), quoted(reference.target()), String.join(" and ", on));
  }

  private String quoted(String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.enquoteIdentifier(name, true);
    }
  }

  private boolean any(String query, @Nullable TenantId tenant) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      if (tenant != null) {
        statement.setObject(1, tenant.value());
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
