package io.revenueos.kernel.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Severity;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherHandlersTest {
  @Test
  void anUpsellIsARecommendationToExpand() {
    KernelAction upsell = HandlerFixture.action(ActionType.UPSELL_TRIGGER, Target.Kind.ACCOUNT);

    assertThat(recommendation(upsell))
        .isEqualTo(
            new Recommendation(
                new RowTarget(Target.of("account", "X-1"), null),
                "event:7/test.reason/account X-1",
                Recommendation.Kind.EXPAND,
                Task.Priority.MEDIUM,
                "Call them back",
                ""));
  }

  @Test
  void aRenewalNudgeIsARecommendationBecauseOfRisk() {
    Recommendation nudge =
        recommendation(
            HandlerFixture.action(ActionType.RENEWAL_NUDGE, Target.Kind.ACCOUNT)
                .severity(Severity.WARN)
                .with("title", "Renew")
                .with("description", "Ends soon"));

    assertThat(nudge.kind()).isEqualTo(Recommendation.Kind.AT_RISK);
    assertThat(nudge.priority()).isEqualTo(Task.Priority.HIGH);
    assertThat(nudge.title()).isEqualTo("Renew");
    assertThat(nudge.description()).isEqualTo("Ends soon");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOOP", "BLOCK_DISCOUNT", "REQUIRE_OVERRIDE"})
  void aMarkerIsRecordedAndNothingElseHappens(String type) {
    MarkerHandler handler = new MarkerHandler();

    assertThat(handler.types()).contains(new ActionType(type));
    assertThat(
            HandlerFixture.empty()
                .handle(handler, HandlerFixture.action(new ActionType(type), Target.Kind.DEAL)))
        .isEqualTo(Outcome.completed(JsonObject.of("effect", "recorded")));
  }

  @ParameterizedTest
  @CsvSource({
    "FOLLOW_UP, 1", "TASK_CREATE, 1", "OUTBOUND_EMAIL, 1", "OUTBOUND_SMS, 1", "OUTBOUND_VOICE, 1",
    "BLOCK_DISCOUNT, 1", "REQUIRE_OVERRIDE, 1", "UPSELL_TRIGGER, 1", "RENEWAL_NUDGE, 1", "NOOP, 1",
    "AGENT_RUN, 0"
  })
  void everyBuiltInTypeButTheAgentRunHasExactlyOneHandler(String type, long handlers) {
    assertThat(BuiltInHandlers.all().stream().map(ActionHandler::types))
        .filteredOn(types -> types.contains(new ActionType(type)))
        .hasSize((int) handlers);
  }

  private static Recommendation recommendation(KernelAction action) {
    return HandlerFixture.empty().effect(new RecommendationHandler(), action, Recommendation.class);
  }
}
