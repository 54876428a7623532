package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.agent.Budget;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one tenant's agents, and what they use up of a day's budgets. A day is one of UTC,
 * and begins with everything left: nothing needs to reset it.
 */
public interface AgentLedger {

  /** What came of the wish to begin. */
  sealed interface Beginning {
    /**
     * It may run; what it may take at most is reserved. Also when it was begun before.
     *
     * @param spent what attempts before took
     */
    record Begun(UUID run, Spend spent) implements Beginning {}

    /** It may not, and this is recorded as a run that was refused. */
    record TurnedAway(UUID run, Reason reason) implements Beginning {}

    /** It ran before, to its end: this is what it said. */
    record Done(AgentRunRecord run) implements Beginning {}
  }

  /**
   * Begins the run of an action, unless the action has one that is running or completed. Reserves
   * what it may take at most. Waits for concurrent transactions of the tenant that do the same, so
   * that no budget is ever exceeded.
   *
   * @param budgets all of which must have enough left
   */
  Beginning begin(NewAgentRun run, List<Budget> budgets, Instant now);

  /**
   * Records that an action's agent may not run, or not any more: a run that goes on ends, and its
   * reservation is given back. One that is completed stays so.
   */
  Beginning refuse(NewAgentRun run, Reason reason, Instant now);

  /**
   * Adds what a part of a run took, one that failed and will be tried again, say. A run that has
   * ended meanwhile has no reservation any more: then it is taken from the day's budgets.
   */
  void spend(UUID run, Spend spend);

  /**
   * Ends a run, and gives back what was reserved and not taken.
   *
   * @param last what was taken since the last {@link #spend}
   * @return false when it is not running: somebody else has ended it, and only {@code last} is
   *     added
   */
  boolean end(UUID run, AgentRunEnd end, Spend last, Instant now);

  /** Ends the run of an action that will not be carried out any more, if it has one that runs. */
  void abandon(ActionId action, AgentRunRecord.Status status, String why, Instant now);

  /** The latest run of an action. */
  Optional<AgentRunRecord> ofAction(ActionId action);

  /**
   * How much of a day's budget is taken, reservations included, at the level of the budget.
   *
   * @param whose at which level, and of whom
   * @param at some time of that day
   */
  Taken taken(Whose whose, Instant at);

  /**
   * Whose runs share a budget.
   *
   * @param module empty for all of the tenant's
   * @param agent empty for all of the module's
   */
  record Whose(String module, String agent) {
    public static Whose of(Budget.Level level, String module, String agent) {
      return switch (level) {
        case TENANT -> new Whose("", "");
        case MODULE -> new Whose(module, "");
        case AGENT -> new Whose(module, agent);
      };
    }
  }

  /** What runs took, and may still take. */
  record Taken(long runs, long tokens, BigDecimal cost) {
    public static final Taken NOTHING = new Taken(0, 0, BigDecimal.ZERO);

    /**
     * Why a budget has not enough left for one more run; empty when it has.
     *
     * @param most what the run may take
     */
    public Optional<Reason> lacks(Budget budget, Spend most) {
      if (runs + 1 > budget.runs()) {
        return lacking(budget, "runs", "%d of %d runs are taken".formatted(runs, budget.runs()));
      }
      if (tokens + most.usage().total() > budget.tokens()) {
        return lacking(
            budget,
            "tokens",
            "%d of %d tokens are taken, and a run may need %d"
                .formatted(tokens, budget.tokens(), most.usage().total()));
      }
      if (cost.add(most.cost()).compareTo(budget.cost()) > 0) {
        return lacking(
            budget,
            "cost",
            "%s of %s USD are taken, and a run may need %s"
                .formatted(
                    cost.toPlainString(),
                    budget.cost().toPlainString(),
                    most.cost().toPlainString()));
      }
      return Optional.empty();
    }

    private static Optional<Reason> lacking(Budget budget, String what, String how) {
      String level = budget.level().stored();
      return Optional.of(
          new Reason(
              "budget_used_up.%s.%s".formatted(level, what),
              "the day's budget of this %s is used up: %s".formatted(level, how)));
    }
  }

  /** What an agent was told, as far as it is kept: for the row of its run. */
  record NewAgentRun(
      ActionId action,
      String module,
      String agent,
      String mode,
      @Nullable WorkspaceId workspaceOrNull,
      JsonObject input,
      String correlation,
      Spend most) {}
}
