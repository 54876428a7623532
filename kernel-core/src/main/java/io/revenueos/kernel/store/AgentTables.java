package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.AgentLedger.NewAgentRun;
import io.revenueos.kernel.store.AgentLedger.Taken;
import io.revenueos.kernel.store.AgentLedger.Whose;
import io.revenueos.kernel.store.AgentRunRecord.Status;
import io.revenueos.kernel.tenant.TenantId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the in-memory store about agents. Guarded by its lock. */
final class AgentTables {
  /**
   * @param number in the order in which runs began
   * @param day whose budgets it takes from
   */
  record RunRow(
      TenantId tenant,
      long number,
      UUID id,
      NewAgentRun run,
      LocalDate day,
      Status status,
      JsonObject output,
      @Nullable String error,
      @Nullable String generatedBy,
      Spend spent) {

    RunRow spending(Spend more) {
      return new RunRow(
          tenant, number, id, run, day, status, output, error, generatedBy, spent.plus(more));
    }

    RunRow ended(AgentRunEnd end) {
      return new RunRow(
          tenant,
          number,
          id,
          run,
          day,
          end.status(),
          end.output(),
          end.errorOrNull(),
          end.generatedByOrNull(),
          spent);
    }

    AgentRunRecord record() {
      return new AgentRunRecord(
          id, run.action(), run.module(), run.agent(), status, output, error, generatedBy, spent);
    }
  }

  record UsageKey(TenantId tenant, LocalDate day, Whose whose) {}

  final MemoryTable<UUID, RunRow> runs;
  final MemoryIndex<ActionId, UUID, RunRow> runsByAction;
  final MemoryTable<UsageKey, Taken> usage;
  final MemorySequence numbers = new MemorySequence();

  AgentTables(UndoLog undo) {
    this.runs = new MemoryTable<>(undo, Comparator.<UUID>naturalOrder());
    this.runsByAction = runs.indexedBy(row -> Optional.of(row.run().action()));
    this.usage = new MemoryTable<>(undo, Comparator.comparing(UsageKey::toString));
  }
}
