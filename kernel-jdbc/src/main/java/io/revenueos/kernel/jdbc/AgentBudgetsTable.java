package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.AgentLedger.Taken;
import io.revenueos.kernel.store.AgentLedger.Whose;
import java.time.LocalDate;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** {@code agent_budget_use}: what agents have taken of a day's budgets. */
final class AgentBudgetsTable {
  static final String COLUMNS = "tenant_id, used_on, module_id, agent, runs, tokens, cost";

  private static final Whose TENANT = new Whose("", "");

  private static final String OF =
      "where tenant_id = :tenant and used_on = :day and module_id = :module and agent = :agent";
  private static final String ADD =
      """
      update agent_budget_use
      set runs = runs + :runs, tokens = tokens + :tokens, cost = cost + :cost
      """
          + OF;
  // "on conflict do nothing" waits for a concurrent transaction that adds the same row.
  private static final String INSERT =
      """
      insert into agent_budget_use (tenant_id, used_on, module_id, agent, runs, tokens, cost)
      values (:tenant, :day, :module, :agent, :runs, :tokens, :cost)
      on conflict do nothing
      """;
  private static final String SELECT = "select runs, tokens, cost from agent_budget_use\n" + OF;

  /** Waits for other transactions that take from the tenant's budgets of the day. */
  void lock(Session session, LocalDate day) {
    add(session, day, TENANT, Taken.NOTHING);
  }

  /** Adds to what is taken, or takes away. */
  void add(Session session, LocalDate day, Whose whose, Taken more) {
    if (!isAdded(session, day, whose, more) && !isInserted(session, day, whose, more)) {
      // Another transaction added the row in between.
      isAdded(session, day, whose, more);
    }
  }

  private static boolean isAdded(Session session, LocalDate day, Whose whose, Taken more) {
    return bind(bind(session.handle().createUpdate(ADD), session, day, whose), more).execute() == 1;
  }

  private static boolean isInserted(Session session, LocalDate day, Whose whose, Taken more) {
    return bind(bind(session.handle().createUpdate(INSERT), session, day, whose), more).execute()
        == 1;
  }

  Taken find(Session session, LocalDate day, Whose whose) {
    return bind(session.handle().createQuery(SELECT), session, day, whose)
        .map(
            (row, context) ->
                new Taken(row.getLong("runs"), row.getLong("tokens"), row.getBigDecimal("cost")))
        .findOne()
        .orElse(Taken.NOTHING);
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, Session session, LocalDate day, Whose whose) {
    return statement
        .bind("tenant", session.tenant().value())
        .bind("day", day)
        .bind("module", whose.module())
        .bind("agent", whose.agent());
  }

  private static Update bind(Update statement, Taken more) {
    return statement
        .bind("runs", more.runs())
        .bind("tokens", more.tokens())
        .bind("cost", more.cost());
  }
}
