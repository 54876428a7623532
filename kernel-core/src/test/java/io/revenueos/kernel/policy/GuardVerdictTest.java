package io.revenueos.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventType;
import io.revenueos.kernel.policy.GuardVerdict.Result;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.testkit.Seeds;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuardVerdictTest {
  private static final EventType TYPE = new EventType(TestEvents.TYPE);

  @Seeds(300)
  void theStrictestEnforcedAnswerWinsInAnyOrder(long seed) {
    Random random = new Random(seed);
    List<KernelDecision> decisions = new ArrayList<>();
    for (Policy policy : RandomGuards.policies(random)) {
      decisions.add(decision(policy, random.nextInt(3) == 0 ? Mode.SHADOW : Mode.ENFORCE));
    }
    Collections.shuffle(decisions, random);
    Result expected = strictestByHand(decisions);

    GuardVerdict verdict = verdict(decisions);

    assertThat(verdict.result()).isEqualTo(expected);
    assertThat(verdict.allows()).isEqualTo(expected == Result.ALLOW);
    assertThat(verdict.blocks()).isEqualTo(expected == Result.BLOCK);
    assertThat(verdict.overrideRequired()).isEqualTo(expected != Result.ALLOW);
    assertThat(verdict.decisions()).isEqualTo(decisions);
    Collections.shuffle(decisions, random);
    assertThat(verdict(decisions))
        .usingRecursiveComparison()
        .ignoringFields("decisions")
        .isEqualTo(verdict);
  }

  @Test
  void withoutAnyGuardItAllowsAndSaysSo() {
    GuardVerdict none = verdict(List.of());
    GuardVerdict onlyNoop = verdict(List.of(enforced(TestPolicies.noop("test.a_v1"))));

    assertThat(none.allows()).isTrue();
    assertThat(none.reason().code()).isEqualTo("revenue_os.guard.no_policy");
    assertThat(none.reason().text()).isEqualTo("no guard answers test_happened");
    assertThat(onlyNoop.reason().code()).isEqualTo("revenue_os.guard.no_policy");
  }

  @Test
  void aGuardInShadowModeNeverBinds() {
    GuardVerdict watched =
        verdict(
            List.of(
                decision(TestPolicies.block("test.a_v1"), Mode.SHADOW),
                enforced(TestPolicies.allow("test.b_v1"))));
    GuardVerdict onlyWatched =
        verdict(List.of(decision(TestPolicies.block("test.a_v1"), Mode.SHADOW)));

    assertThat(watched.allows()).isTrue();
    assertThat(watched.reason().code()).isEqualTo("test.b_v1.allow");
    assertThat(onlyWatched.allows()).isTrue();
    assertThat(onlyWatched.reason().code()).isEqualTo("revenue_os.guard.shadow");
    assertThat(onlyWatched.decisions()).as("kept for the record").hasSize(1);
  }

  @Test
  void theVerdictCarriesTheReasonAndRolesOfTheAnswerThatWon() {
    GuardVerdict verdict =
        verdict(
            List.of(
                enforced(TestPolicies.allow("test.a_v1")),
                enforced(TestPolicies.allowWithOverride("test.b_v1", "manager"))));

    assertThat(verdict.result()).isEqualTo(Result.ALLOW_WITH_OVERRIDE);
    assertThat(verdict.reason().code()).isEqualTo("test.b_v1.override_required");
    assertThat(verdict.overridableBy()).containsExactly(Role.MANAGER);
  }

  @Test
  void amongEquallyStrictAnswersTheFirstNameSpeaks() {
    GuardVerdict verdict =
        verdict(
            List.of(
                enforced(TestPolicies.block("test.z_v1")),
                enforced(TestPolicies.block("test.a_v1"))));

    assertThat(verdict.reason().code()).isEqualTo("test.a_v1.block");
  }

  @Test
  void aConflictingDuplicateIsBlocked() {
    GuardVerdict verdict = GuardVerdict.conflictingDuplicate(TestEvents.SOME_ID);

    assertThat(verdict.blocks()).isTrue();
    assertThat(verdict.overridableBy()).isEmpty();
    assertThat(verdict.reason().code()).isEqualTo("revenue_os.guard.conflicting_duplicate");
  }

  @Test
  void whoOverridesMustBeAllowedToOverrideEveryGuard() {
    KernelDecision bySales =
        enforced(TestPolicies.allowWithOverride("test.a_v1", "sales", "admin"));
    KernelDecision byFinance =
        enforced(TestPolicies.allowWithOverride("test.b_v1", "finance", "admin"));
    KernelDecision watched =
        decision(TestPolicies.allowWithOverride("test.c_v1", "marketer"), Mode.SHADOW);

    assertThat(verdict(List.of(bySales, byFinance, watched)).overridableBy())
        .containsExactly(Role.ADMIN);
    assertThat(
            verdict(
                    List.of(
                        enforced(TestPolicies.allowWithOverride("test.a_v1", "sales")),
                        enforced(TestPolicies.allowWithOverride("test.b_v1", "finance"))))
                .overridableBy())
        .isEmpty();
  }

  private static Result strictestByHand(List<KernelDecision> decisions) {
    Result strictest = Result.ALLOW;
    for (KernelDecision decision : decisions) {
      boolean binds = decision.mode() == Mode.ENFORCE;
      if (binds && decision.outcome() == DecisionOutcome.BLOCK) {
        return Result.BLOCK;
      }
      if (binds && decision.outcome() == DecisionOutcome.ALLOW_WITH_OVERRIDE) {
        strictest = Result.ALLOW_WITH_OVERRIDE;
      }
    }
    return strictest;
  }

  private static GuardVerdict verdict(List<KernelDecision> decisions) {
    return GuardVerdict.strictest(TestEvents.SOME_ID, TYPE, decisions);
  }

  private static KernelDecision enforced(Policy policy) {
    return decision(policy, Mode.ENFORCE);
  }

  private static KernelDecision decision(Policy policy, Mode mode) {
    Answer answer = policy.decide(TestEvents.event().build(), Facts.none());
    return KernelDecision.of(policy.name(), answer, mode, Facts.none());
  }
}
