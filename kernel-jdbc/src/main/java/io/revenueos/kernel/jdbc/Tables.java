package io.revenueos.kernel.jdbc;

import java.util.List;

/** Every table of the store on one database. Thread-safe. */
record Tables(
    TenantsTable tenants,
    EventsTable events,
    EventAppender appender,
    QueueTable queue,
    PartitionsTable partitions,
    QueueClaims claims,
    DecisionsTable decisions,
    ActionsTable actions,
    List<EffectTable<?>> effects,
    StepsTable steps,
    DeadLettersTable letters,
    AttemptsTable attempts,
    PausesTable pauses,
    UserTenantsTable users,
    UserRolesTable roles,
    WorkspacesTable workspaces,
    WorkspaceMembersTable members,
    ModuleAccessTable moduleAccess,
    ModuleRolloutsTable rollouts,
    AgentRunsTable agentRuns,
    AgentBudgetsTable agentBudgets,
    OpenWork openWork) {

  static Tables of(Database database) {
    TenantsTable tenants = new TenantsTable();
    PartitionsTable partitions = new PartitionsTable();
    return new Tables(
        tenants,
        new EventsTable(),
        new EventAppender(database, tenants),
        new QueueTable(partitions),
        partitions,
        new QueueClaims(partitions),
        new DecisionsTable(),
        new ActionsTable(),
        List.of(new TasksTable(), new OutboxTable(), new RecommendationsTable()),
        new StepsTable(),
        new DeadLettersTable(),
        new AttemptsTable(),
        new PausesTable(),
        new UserTenantsTable(),
        new UserRolesTable(),
        new WorkspacesTable(),
        new WorkspaceMembersTable(),
        new ModuleAccessTable(),
        new ModuleRolloutsTable(),
        new AgentRunsTable(),
        new AgentBudgetsTable(),
        new OpenWork(database));
  }
}
