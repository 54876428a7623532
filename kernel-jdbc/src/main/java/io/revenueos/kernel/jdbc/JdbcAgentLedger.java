package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.agent.Budget;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.AgentLedger;
import io.revenueos.kernel.store.AgentRunEnd;
import io.revenueos.kernel.store.AgentRunRecord;
import io.revenueos.kernel.store.AgentRunRecord.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One transaction's view of its tenant's agents. Whoever takes from budgets, or gives back, locks
 * the tenant's row of the day first, and the rows of module and agent then.
 */
record JdbcAgentLedger(Session session, Tables tables) implements AgentLedger {
  @Override
  public Beginning begin(NewAgentRun run, List<Budget> budgets, Instant now) {
    return translating(
        () -> {
          LocalDate day = dayOf(now);
          tables.agentBudgets().lock(session, day);
          return before(run.action()).orElseGet(() -> begin(run, budgets, day, now));
        });
  }

  private Beginning begin(NewAgentRun run, List<Budget> budgets, LocalDate day, Instant now) {
    for (Budget budget : budgets) {
      Whose whose = Whose.of(budget.level(), run.module(), run.agent());
      Optional<Reason> lacking =
          tables.agentBudgets().find(session, day, whose).lacks(budget, run.most());
      if (lacking.isPresent()) {
        return turnAway(run, lacking.get(), now);
      }
    }
    UUID id = UUID.randomUUID();
    tables.agentRuns().add(session, id, run, day, now, null);
    Spend most = run.most();
    take(run.module(), run.agent(), day, new Taken(1, most.usage().total(), most.cost()));
    return new Beginning.Begun(id, Spend.NOTHING);
  }

  @Override
  public Beginning refuse(NewAgentRun run, Reason reason, Instant now) {
    return translating(
        () -> {
          Optional<Beginning> before = before(run.action());
          if (before.isPresent() && before.get() instanceof Beginning.Begun begun) {
            end(begun.run(), AgentRunEnd.refused(reason), Spend.NOTHING, now);
            return new Beginning.TurnedAway(begun.run(), reason);
          }
          return before.orElseGet(() -> turnAway(run, reason, now));
        });
  }

  private Beginning turnAway(NewAgentRun run, Reason reason, Instant now) {
    UUID id = UUID.randomUUID();
    tables.agentRuns().add(session, id, run, dayOf(now), now, reason.text());
    return new Beginning.TurnedAway(id, reason);
  }

  /** Of a run that goes on, or is done. */
  private Optional<Beginning> before(ActionId action) {
    return ofAction(action)
        .flatMap(
            run ->
                switch (run.status()) {
                  case RUNNING -> Optional.of(new Beginning.Begun(run.id(), run.spent()));
                  case COMPLETED -> Optional.of(new Beginning.Done(run));
                  case FAILED, CANCELLED, REFUSED -> Optional.empty();
                });
  }

  @Override
  public void spend(UUID run, Spend spend) {
    translating(
        () -> {
          tables.agentRuns().lock(session, run).ifPresent(row -> spend(row, spend));
          return run;
        });
  }

  private void spend(AgentRunsTable.Row row, Spend spend) {
    tables.agentRuns().spend(session, row.run().id(), spend);
    LocalDate day = row.day();
    if (row.run().status() != Status.RUNNING && day != null) {
      take(
          row.run().module(),
          row.run().agent(),
          day,
          new Taken(0, spend.usage().total(), spend.cost()));
    }
  }

  @Override
  public boolean end(UUID run, AgentRunEnd end, Spend last, Instant now) {
    return translating(
        () -> {
          AgentRunsTable.Row row = tables.agentRuns().lock(session, run).orElseThrow();
          boolean running = row.run().status() == Status.RUNNING;
          if (running) {
            end(row, end, last, now);
          } else {
            spend(row, last);
          }
          return running;
        });
  }

  private void end(AgentRunsTable.Row row, AgentRunEnd end, Spend last, Instant now) {
    UUID id = row.run().id();
    tables.agentRuns().spend(session, id, last);
    tables.agentRuns().end(session, id, end, now);
    Spend spent = row.run().spent().plus(last);
    LocalDate day = row.day();
    if (day != null) {
      take(
          row.run().module(),
          row.run().agent(),
          day,
          new Taken(
              0,
              spent.usage().total() - row.reserved().usage().total(),
              spent.cost().subtract(row.reserved().cost())));
    }
  }

  private void take(String module, String agent, LocalDate day, Taken more) {
    for (Budget.Level level : Budget.Level.values()) {
      tables.agentBudgets().add(session, day, Whose.of(level, module, agent), more);
    }
  }

  @Override
  public void abandon(ActionId action, Status status, String why, Instant now) {
    ofAction(action)
        .filter(run -> run.status() == Status.RUNNING)
        .ifPresent(
            run ->
                end(
                    run.id(),
                    new AgentRunEnd(status, JsonObject.empty(), why, null, null, Duration.ZERO),
                    Spend.NOTHING,
                    now));
  }

  @Override
  public Optional<AgentRunRecord> ofAction(ActionId action) {
    return translating(
        () -> tables.agentRuns().latest(session, action).map(AgentRunsTable.Row::run));
  }

  @Override
  public Taken taken(Whose whose, Instant at) {
    return translating(() -> tables.agentBudgets().find(session, dayOf(at), whose));
  }

  private static LocalDate dayOf(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
