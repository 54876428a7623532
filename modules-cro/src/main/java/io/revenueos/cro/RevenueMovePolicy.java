package io.revenueos.cro;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task.Priority;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a move that was proposed becomes a recommendation to the team: what is worth at
 * least what the tenant has set does.
 */
final class RevenueMovePolicy implements Policy {
  /** Writes a row of {@code cro_recommendations}; {@link RevenueMoveHandler} serves it. */
  static final ActionType RECOMMEND = new ActionType("REVENUE_MOVE");

  private static final PolicyName NAME = new PolicyName("revenue_os.growth.revenue_move_v1");
  private static final Fact<BigDecimal> LEAST =
      Fact.decimal(
          "recommendations.min_expected_value",
          BigDecimal.ZERO,
          value -> value.signum() >= 0,
          "a number of at least 0");
  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 4_000;

  /** How each kind of move is recommended. */
  private static final Map<String, Advice> ADVICE =
      Map.of(
          "close_now", new Advice(Recommendation.Kind.CLOSE_DEAL, Priority.HIGH, "Close now"),
          "accelerate", new Advice(Recommendation.Kind.CLOSE_DEAL, Priority.MEDIUM, "Accelerate"),
          "rescue", new Advice(Recommendation.Kind.AT_RISK, Priority.HIGH, "Rescue"),
          "expand", new Advice(Recommendation.Kind.EXPAND, Priority.MEDIUM, "Expand"),
          "prospect", new Advice(Recommendation.Kind.EXPAND, Priority.LOW, "Prospect"));

  private record Advice(Recommendation.Kind kind, Priority priority, String verb) {}

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on("revenue_move_proposed", "ai_cro"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return Set.of(LEAST);
  }

  @Override
  public Set<ActionType> actions() {
    return Set.of(RECOMMEND);
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    JsonObject payload = event.payload();
    Optional<Advice> advice = payload.text("kind").map(ADVICE::get);
    if (advice.isEmpty()) {
      return GuardAnswers.invalidPayload(
          NAME, event, "kind", "close_now, accelerate, rescue, expand or prospect");
    }
    Optional<BigDecimal> expected =
        payload.decimal("expected_value").filter(value -> value.signum() >= 0);
    if (expected.isEmpty()) {
      return GuardAnswers.invalidPayload(NAME, event, "expected_value", "a number of at least 0");
    }
    BigDecimal least = facts.get(LEAST);
    if (expected.get().compareTo(least) < 0) {
      return new Answer.Noop(
          NAME.reason(
              ".small",
              "The move is expected to bring %s, and %s is the least worth a recommendation."
                  .formatted(plain(expected.get()), plain(least))));
    }
    return new Answer.Act(
        NAME.reason(".recommend", "The move is worth a recommendation to the team."),
        List.of(action(event, advice.get(), expected.get())));
  }

  private static KernelAction action(KernelEvent event, Advice advice, BigDecimal expected) {
    JsonObject payload = event.payload();
    String name =
        payload
            .text("name")
            .map(text -> Text.sanitized(text, MAX_NAME).strip())
            .filter(text -> !text.isEmpty())
            .orElse("deal " + event.entity().id());
    String currency = payload.text("currency").map(text -> " " + text).orElse("");
    String description =
        "Expected to bring %s%s. %s"
            .formatted(plain(expected), currency, payload.text("why").orElse(""));
    String step = payload.text("step").map(text -> "\nSuggested: " + text).orElse("");
    return KernelAction.of(
            RECOMMEND,
            Target.of(Target.Kind.DEAL, event.entity().id()),
            NAME.reason(".move", "The move was found by its expected value."))
        .with("rec_type", advice.kind().stored())
        .with("priority", advice.priority().name().toLowerCase(Locale.ROOT))
        .with("title", "%s: %s".formatted(advice.verb(), name))
        .with("description", Text.sanitized(description.strip() + step, MAX_TEXT));
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }
}
