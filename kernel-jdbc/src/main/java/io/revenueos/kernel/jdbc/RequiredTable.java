package io.revenueos.kernel.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the kernel reads and writes. */
enum RequiredTable {
  OS_TENANT_REGISTRY(TenantsTable.COLUMNS),
  KERNEL_EVENTS(EventsTable.COLUMNS),
  KERNEL_EVENT_QUEUE(QueueTable.COLUMNS),
  KERNEL_DECISIONS(DecisionsTable.COLUMNS),
  KERNEL_ACTIONS(ActionsTable.COLUMNS),
  KERNEL_PARTITIONS(PartitionsTable.COLUMNS),
  KERNEL_STEP_QUEUE(StepsTable.COLUMNS),
  KERNEL_DEAD_LETTERS(DeadLettersTable.COLUMNS),
  KERNEL_ATTEMPTS(AttemptsTable.COLUMNS),
  KERNEL_PAUSES(PausesTable.COLUMNS),
  USER_TENANTS(UserTenantsTable.COLUMNS),
  USER_ROLES(UserRolesTable.COLUMNS),
  WORKSPACES(WorkspacesTable.COLUMNS),
  WORKSPACE_MEMBERS(WorkspaceMembersTable.COLUMNS),
  TENANT_MODULE_ACCESS(ModuleAccessTable.COLUMNS),
  MODULE_ROLLOUTS(ModuleRolloutsTable.COLUMNS),
  AGENT_RUNS(AgentRunsTable.COLUMNS),
  AGENT_BUDGET_USE(AgentBudgetsTable.COLUMNS),
  TASKS(TasksTable.COLUMNS),
  CHANNEL_OUTBOX(OutboxTable.COLUMNS),
  CRO_RECOMMENDATIONS(RecommendationsTable.COLUMNS),
  LEADS("id, tenant_id, email, phone"),
  DEALS("id, tenant_id, lead_id");

  private final String columnList;

  RequiredTable(String columnList) {
    this.columnList = columnList;
  }

  /** Which tables and columns a connection does not find, or may not read. */
  static Set<String> missing(Connection connection) throws SQLException {
    Set<String> missing = new TreeSet<>();
    for (RequiredTable required : values()) {
      missing.addAll(required.missingOn(connection));
    }
    return missing;
  }

  private Set<String> missingOn(Connection connection) throws SQLException {
    Set<String> missing = columns();
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery(selectNothing())) {
      for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
        missing.remove(
            table() + "." + none.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
      }
      return missing;
    } catch (SQLException noSuchTable) {
      if (SqlErrors.isTransient(noSuchTable)) {
        throw noSuchTable;
      }
      return Set.of(table());
    }
  }

  private String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Set<String> columns() {
    return Stream.of(columnList.split(","))
        .map(column -> table() + "." + column.strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String selectNothing() {
    return "select * from " + table() + " where 1 = 0";
  }
}
