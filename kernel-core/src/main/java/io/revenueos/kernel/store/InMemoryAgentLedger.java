package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.agent.Budget;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.AgentRunRecord.Status;
import io.revenueos.kernel.store.AgentTables.RunRow;
import io.revenueos.kernel.store.AgentTables.UsageKey;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One tenant's agent runs on the in-memory tables. */
final class InMemoryAgentLedger implements AgentLedger {
  private final TenantId tenant;
  private final AgentTables tables;

  InMemoryAgentLedger(TenantView own) {
    this.tenant = own.tenant();
    this.tables = own.tables().agents;
  }

  @Override
  public Beginning begin(NewAgentRun run, List<Budget> budgets, Instant now) {
    Optional<Beginning> before = before(run.action());
    if (before.isPresent()) {
      return before.get();
    }
    LocalDate day = dayOf(now);
    for (Budget budget : budgets) {
      Whose whose = Whose.of(budget.level(), run.module(), run.agent());
      Optional<Reason> lacking = taken(whose, day).lacks(budget, run.most());
      if (lacking.isPresent()) {
        return turnAway(run, lacking.get(), now);
      }
    }
    UUID id = UUID.randomUUID();
    add(id, run, day, Status.RUNNING, null);
    take(run.module(), run.agent(), day, new Taken(1, total(run.most()), run.most().cost()));
    return new Beginning.Begun(id, Spend.NOTHING);
  }

  @Override
  public Beginning refuse(NewAgentRun run, Reason reason, Instant now) {
    Optional<Beginning> before = before(run.action());
    if (before.isPresent() && before.get() instanceof Beginning.Begun begun) {
      end(begun.run(), AgentRunEnd.refused(reason), Spend.NOTHING, now);
      return new Beginning.TurnedAway(begun.run(), reason);
    }
    return before.orElseGet(() -> turnAway(run, reason, now));
  }

  private Beginning turnAway(NewAgentRun run, Reason reason, Instant now) {
    UUID id = UUID.randomUUID();
    add(id, run, dayOf(now), Status.REFUSED, reason.text());
    return new Beginning.TurnedAway(id, reason);
  }

  /** Of a run that goes on, or is done. */
  private Optional<Beginning> before(ActionId action) {
    return latest(action)
        .flatMap(
            row ->
                switch (row.status()) {
                  case RUNNING -> Optional.of(new Beginning.Begun(row.id(), row.spent()));
                  case COMPLETED -> Optional.of(new Beginning.Done(row.record()));
                  case FAILED, CANCELLED, REFUSED -> Optional.empty();
                });
  }

  private void add(UUID id, NewAgentRun run, LocalDate day, Status status, @Nullable String error) {
    tables.runs.insert(
        id,
        new RunRow(
            tenant,
            tables.numbers.next(),
            id,
            run,
            day,
            status,
            JsonObject.empty(),
            error,
            null,
            Spend.NOTHING));
  }

  @Override
  public void spend(UUID run, Spend spend) {
    find(run).ifPresent(row -> spend(row, spend));
  }

  private void spend(RunRow row, Spend spend) {
    tables.runs.put(row.id(), row.spending(spend));
    if (row.status() != Status.RUNNING) {
      take(
          row.run().module(),
          row.run().agent(),
          row.day(),
          new Taken(0, total(spend), spend.cost()));
    }
  }

  @Override
  public boolean end(UUID run, AgentRunEnd end, Spend last, Instant now) {
    RunRow row = find(run).orElseThrow();
    if (row.status() != Status.RUNNING) {
      spend(row, last);
      return false;
    }
    end(row.spending(last), end);
    return true;
  }

  private void end(RunRow row, AgentRunEnd end) {
    tables.runs.put(row.id(), row.ended(end));
    Spend most = row.run().most();
    take(
        row.run().module(),
        row.run().agent(),
        row.day(),
        new Taken(0, total(row.spent()) - total(most), row.spent().cost().subtract(most.cost())));
  }

  @Override
  public void abandon(ActionId action, Status status, String why, Instant now) {
    latest(action)
        .filter(row -> row.status() == Status.RUNNING)
        .ifPresent(
            row ->
                end(
                    row,
                    new AgentRunEnd(status, JsonObject.empty(), why, null, null, Duration.ZERO)));
  }

  @Override
  public Optional<AgentRunRecord> ofAction(ActionId action) {
    return latest(action).map(RunRow::record);
  }

  @Override
  public Taken taken(Whose whose, Instant at) {
    return taken(whose, dayOf(at));
  }

  private Taken taken(Whose whose, LocalDate day) {
    return tables.usage.find(new UsageKey(tenant, day, whose)).orElse(Taken.NOTHING);
  }

  /** Adds to what is taken at every level. */
  private void take(String module, String agent, LocalDate day, Taken more) {
    for (Budget.Level level : Budget.Level.values()) {
      Whose whose = Whose.of(level, module, agent);
      Taken before = taken(whose, day);
      tables.usage.put(
          new UsageKey(tenant, day, whose),
          new Taken(
              before.runs() + more.runs(),
              before.tokens() + more.tokens(),
              before.cost().add(more.cost())));
    }
  }

  private Optional<RunRow> find(UUID run) {
    return tables.runs.find(run).filter(row -> row.tenant().equals(tenant));
  }

  private Optional<RunRow> latest(ActionId action) {
    return tables.runsByAction.at(action).values().stream()
        .filter(row -> row.tenant().equals(tenant))
        .max((one, other) -> Long.compare(one.number(), other.number()));
  }

  private static long total(Spend spend) {
    return spend.usage().total();
  }

  private static LocalDate dayOf(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
