package io.revenueos.kernel.policy;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyValuesTest {
  @ParameterizedTest
  @CsvSource({
    "revenue_os.margin.discount_guard_v1, 1",
    "a_v12, 12",
    "a.b_v999999, 999999",
    "a_v1_v2, 2"
  })
  void aPolicysNameEndsInItsVersion(String name, int version) {
    assertThat(new PolicyName(name).version()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a_v0",
        "a_v01",
        "a_v1000000",
        "A_v1",
        "a..b_v1",
        "a_v1.",
        "a_v1 ",
        "_v1"
      })
  void aNameOfAnotherFormIsRefused(String name) {
    assertRefused(() -> new PolicyName(name)).at("policy.name").withCode("invalid_policy");
  }

  @Test
  void aNameHasAtMost150Characters() {
    assertThat(new PolicyName("a".repeat(147) + "_v1")).isNotNull();
    assertRefused(() -> new PolicyName("a".repeat(148) + "_v1"));
  }

  @Test
  void aReasonCodeIsTheNamePlusASuffix() {
    assertThat(new PolicyName("test.a_v1").reason(".allow", "fine"))
        .isEqualTo(new Reason("test.a_v1.allow", "fine"));
  }

  @Test
  void twoActionsOfOneAnswerMayNotShareAReasonCode() {
    KernelAction action = TestPolicies.action(ActionType.NOOP, "test.a_v1", ".same");

    assertRefused(() -> new Answer.Act(new Reason("r", "t"), List.of(action, action.with("n", 2))))
        .withCode("invalid_answer")
        .at("actions")
        .saying("found test.a_v1.same twice");
  }

  @Test
  void aModeIsReadStrictly() {
    for (Mode mode : Mode.values()) {
      assertThat(Mode.parse("mode", mode.stored())).isEqualTo(mode);
    }
    for (String wrong : List.of("", "Shadow", "ENFORCE", "observe")) {
      assertRefused(() -> Mode.parse("config.mode", wrong))
          .at("config.mode")
          .withCode("invalid_mode")
          .saying("expected shadow or enforce, found \"" + wrong + "\"");
    }
  }

  @Test
  void anOutcomeIsStoredInLowerCase() {
    assertThat(DecisionOutcome.ALLOW_WITH_OVERRIDE.stored()).isEqualTo("allow_with_override");
    for (DecisionOutcome outcome : DecisionOutcome.values()) {
      assertThat(DecisionOutcome.ofStored(outcome.stored())).isEqualTo(outcome);
    }
  }

  @Test
  void theRolesThatMayOverrideAreKeptInTheMetadata() {
    KernelDecision decision =
        KernelDecision.of(
            new PolicyName("test.a_v1"),
            TestPolicies.allowWithOverride("test.a_v1", "sales", "admin")
                .decide(TestEvents.event().build(), Facts.none()),
            Mode.ENFORCE,
            Facts.none());

    assertThat(decision.metadata().toJson())
        .isEqualTo(
            "{\"mode\":\"enforce\",\"policy_version\":1,\"facts\":{},"
                + "\"overridable_by\":[\"admin\",\"sales\"]}");
  }
}
