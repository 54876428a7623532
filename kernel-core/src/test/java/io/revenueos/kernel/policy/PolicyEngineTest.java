package io.revenueos.kernel.policy;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.event.EventType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.testkit.Seeds;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import io.revenueos.kernel.testkit.TestPolicies.TestPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {
  private static final Fact<BigDecimal> LIMIT = Fact.ratio("discount.limit", "0.20");
  private static final KernelEvent EVENT = TestEvents.event().with("drop", "0.3").build();

  @Seeds
  void theOrderOfRegistrationChangesNothing(long seed) {
    Random random = new Random(seed);
    List<Policy> policies = new ArrayList<>(RandomGuards.policies(random));
    List<KernelDecision> decisions = decide(policies);
    Collections.shuffle(policies, random);

    assertThat(decide(policies)).isEqualTo(decisions);
    assertThat(decisions).extracting(KernelDecision::rule).isSorted();
  }

  @Seeds
  void theSameEventAndFactsGiveTheSameDecisionsAgain(long seed) {
    PolicyEngine engine = PolicyEngine.of(RandomGuards.policies(new Random(seed)));

    List<KernelDecision> first = engine.decide(EVENT, nothingKnown(), name -> Mode.ENFORCE);

    assertThat(engine.decide(EVENT, nothingKnown(), name -> Mode.ENFORCE)).isEqualTo(first);
    for (KernelDecision decision : first) {
      Policy policy = engine.policy(decision.rule()).orElseThrow();
      assertThat(PolicyEngine.recompute(policy, EVENT, decision)).isEqualTo(decision);
    }
  }

  @Test
  void aPolicyIsAskedForItsTypeAndSourcesOnly() {
    Policy policy =
        TestPolicies.allow("test.guard_v1").on("lead_qualified", "crm", "cmo_campaigns");
    PolicyEngine engine = PolicyEngine.of(List.of(policy));

    assertThat(engine.policiesFor(new EventType("lead_qualified"), "crm")).containsExactly(policy);
    assertThat(engine.policiesFor(new EventType("lead_qualified"), "cmo_campaigns"))
        .containsExactly(policy);
    assertThat(engine.policiesFor(new EventType("lead_qualified"), "billing")).isEmpty();
    assertThat(engine.policiesFor(new EventType("lead_captured"), "crm")).isEmpty();
    assertThat(engine.decide(EVENT, nothingKnown(), name -> Mode.ENFORCE)).isEmpty();
  }

  @Test
  void aPolicyOfSeveralTriggersIsAskedOncePerEvent() {
    TestPolicy once = TestPolicies.allow("test.guard_v1");
    Policy overlapping =
        new TestPolicy(
            once.name(),
            Set.of(
                Trigger.on(TestEvents.TYPE, TestEvents.SOURCE),
                Trigger.on(TestEvents.TYPE, TestEvents.SOURCE, "billing")),
            Set.of(),
            Set.of(),
            once.answer());

    assertThat(decide(List.of(overlapping))).hasSize(1);
  }

  @Test
  void twoPoliciesOfOneNameAreRefused() {
    assertRefused(
            () ->
                PolicyEngine.of(
                    List.of(
                        TestPolicies.allow("test.guard_v1"), TestPolicies.block("test.guard_v1"))))
        .withCode("invalid_policy")
        .at("policy test.guard_v1")
        .saying("registered twice");
  }

  @Test
  void aPolicyWithoutATriggerIsRefused() {
    TestPolicy policy = TestPolicies.allow("test.guard_v1");
    Policy never = new TestPolicy(policy.name(), Set.of(), Set.of(), Set.of(), policy.answer());

    assertRefused(() -> PolicyEngine.of(List.of(never))).saying("at least one trigger");
    assertRefused(() -> Trigger.on("a")).at("trigger.sources");
  }

  @Test
  void theFactsAPolicyWasGivenAreKeptWithItsDecision() {
    Policy policy = guardWithLimit();

    KernelDecision byDefault = decide(List.of(policy)).get(0);
    KernelDecision bySetting =
        PolicyEngine.of(List.of(policy))
            .decide(EVENT, settings(JsonObject.of(LIMIT.name(), 0.5)), name -> Mode.SHADOW)
            .get(0);

    assertThat(byDefault.outcome()).isEqualTo(DecisionOutcome.BLOCK);
    assertThat(byDefault.facts().values().toJson()).isEqualTo("{\"discount.limit\":0.20}");
    assertThat(bySetting.outcome()).isEqualTo(DecisionOutcome.ALLOW);
    assertThat(bySetting.metadata().toJson())
        .isEqualTo("{\"mode\":\"shadow\",\"policy_version\":3,\"facts\":{\"discount.limit\":0.5}}");
  }

  @Test
  void aDecisionIsRecomputedFromItsOwnFactsNotFromTodays() {
    Policy policy = guardWithLimit();
    KernelDecision then =
        PolicyEngine.of(List.of(policy))
            .decide(EVENT, settings(JsonObject.of(LIMIT.name(), 0.5)), name -> Mode.ENFORCE)
            .get(0);

    assertThat(PolicyEngine.recompute(policy, EVENT, then)).isEqualTo(then);
  }

  @Test
  void aFactThatWasNotDeclaredCannotBeRead() {
    Policy curious =
        TestPolicies.answering(
            "test.curious_v1",
            (event, facts) -> new Answer.Noop(new Reason("x", facts.get(LIMIT).toString())));

    assertThatThrownBy(() -> decide(List.of(curious)))
        .isInstanceOf(PolicyFailedException.class)
        .hasMessageContaining("fact \"discount.limit\" was not declared; add it to Policy.facts()");
  }

  @Test
  void aSettingOfTheWrongTypeFailsThePolicy() {
    for (Object wrong : List.of("0.2", true, -0.1, 1.01)) {
      assertThatThrownBy(
              () ->
                  PolicyEngine.of(List.of(guardWithLimit()))
                      .decide(
                          EVENT, settings(JsonObject.of(LIMIT.name(), wrong)), n -> Mode.ENFORCE))
          .isInstanceOf(PolicyFailedException.class)
          .hasMessageContaining("discount.limit: expected a number from 0 to 1, found");
    }
  }

  @Test
  void aPolicyThatThrowsIsNeverAnAnswer() {
    Policy failing = TestPolicies.failing("test.failing_v1", "division by zero");

    assertThatThrownBy(() -> decide(List.of(TestPolicies.allow("test.a_v1"), failing)))
        .isInstanceOfSatisfying(
            PolicyFailedException.class,
            failure -> assertThat(failure.policy()).isEqualTo(failing.name()))
        .hasMessage(
            "policy test.failing_v1 failed: java.lang.IllegalStateException: division by zero");
  }

  @Test
  void aPolicyThatRecursesWithoutEndFailsLikeAnyOther() {
    assertThatThrownBy(
            () ->
                decide(List.of(TestPolicies.answering("test.deep_v1", PolicyEngineTest::recurse))))
        .isInstanceOf(PolicyFailedException.class)
        .hasMessageContaining("StackOverflowError");
  }

  @Test
  void anAnswerDecidesTheOutcome() {
    assertThat(
            decide(
                List.of(
                    TestPolicies.acting("test.a_v1", ActionType.NOOP),
                    TestPolicies.allow("test.b_v1"),
                    TestPolicies.allowWithOverride("test.c_v1", "sales", "admin"),
                    TestPolicies.block("test.d_v1"),
                    TestPolicies.noop("test.e_v1"))))
        .extracting(KernelDecision::outcome)
        .containsExactly(
            DecisionOutcome.EMIT_ACTIONS,
            DecisionOutcome.ALLOW,
            DecisionOutcome.ALLOW_WITH_OVERRIDE,
            DecisionOutcome.BLOCK,
            DecisionOutcome.NOOP);
  }

  private static Policy guardWithLimit() {
    return TestPolicies.answering(
            "test.limit_v3",
            (event, facts) -> {
              BigDecimal drop = new BigDecimal(event.payload().text("drop").orElseThrow());
              return drop.compareTo(facts.get(LIMIT)) >= 0
                  ? new Answer.Block(new Reason("too_much", "limit is " + facts.get(LIMIT)))
                  : new Answer.Allow(new Reason("fine", "limit is " + facts.get(LIMIT)));
            })
        .knowing(LIMIT);
  }

  private static Answer recurse(KernelEvent event, Facts facts) {
    boolean never = event.source().isEmpty();
    return never ? new Answer.Noop(new Reason("x", "never reached")) : recurse(event, facts);
  }

  private static List<KernelDecision> decide(List<? extends Policy> policies) {
    return PolicyEngine.of(policies).decide(EVENT, nothingKnown(), name -> Mode.ENFORCE);
  }

  private static FactSource nothingKnown() {
    return settings(JsonObject.empty());
  }

  private static FactSource settings(JsonObject settings) {
    return new FactSource() {
      @Override
      public <T> Optional<T> value(Fact<T> fact) {
        return fact.read(settings);
      }
    };
  }
}
