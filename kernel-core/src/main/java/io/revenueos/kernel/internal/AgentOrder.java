package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.agent.Budget;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.UserId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an {@code AGENT_RUN} asks for: the parameters of the action.
 *
 * @param by on whose behalf
 * @param budgets what the tenant's settings allowed when it was decided
 */
record AgentOrder(
    String module, String mode, String agent, UserId by, JsonObject input, List<Budget> budgets) {
  static final String MODE = "mode";
  static final String BY = "requested_by";
  static final String INPUT = "input";

  JsonObject toJson() {
    return JsonObject.of("module", module)
        .with(MODE, mode)
        .with("agent", agent)
        .with(BY, by.toString())
        .with(INPUT, input)
        .with("budgets", budgets.stream().map(AgentOrder::json).toList());
  }

  private static JsonObject json(Budget budget) {
    return JsonObject.of("level", budget.level().stored())
        .with("runs", budget.runs())
        .with("tokens", budget.tokens())
        .with("cost_usd", budget.cost());
  }

  /**
   * @throws DoNotRetryException when something is missing or not what it should be
   */
  static AgentOrder read(JsonObject json) {
    try {
      return new AgentOrder(
          text(json, "module"),
          text(json, MODE),
          text(json, "agent"),
          UserId.parse(BY, text(json, BY)),
          json.object(INPUT).orElse(JsonObject.empty()),
          budgets(json));
    } catch (IllegalArgumentException | ArithmeticException | InvalidInputException wrong) {
      throw new DoNotRetryException(
          "invalid_agent_run", "the action does not say what to run: " + wrong.getMessage(), wrong);
    }
  }

  private static List<Budget> budgets(JsonObject json) {
    List<Budget> budgets = new ArrayList<>();
    for (Object element : json.list("budgets").orElse(List.of())) {
      JsonObject budget = element instanceof JsonObject object ? object : JsonObject.empty();
      budgets.add(
          new Budget(
              Budget.Level.valueOf(text(budget, "level").toUpperCase(Locale.ROOT)),
              number(budget, "runs").longValueExact(),
              number(budget, "tokens").longValueExact(),
              number(budget, "cost_usd")));
    }
    if (budgets.size() != Budget.Level.values().length) {
      throw new IllegalArgumentException("expected a budget for each level, found " + budgets);
    }
    return budgets;
  }

  private static String text(JsonObject json, String field) {
    return json.text(field).orElseThrow(() -> missing(json, field));
  }

  private static BigDecimal number(JsonObject json, String field) {
    return json.decimal(field).orElseThrow(() -> missing(json, field));
  }

  private static IllegalArgumentException missing(JsonObject json, String field) {
    return new IllegalArgumentException("%s is %s".formatted(field, json.describe(field)));
  }
}
