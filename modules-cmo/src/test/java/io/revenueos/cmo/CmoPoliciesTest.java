package io.revenueos.cmo;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.KernelEventBuilder;
import io.revenueos.kernel.handler.BuiltInHandlers;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.policy.Trigger;
import io.revenueos.kernel.testkit.PoliciesCannotAct;
import io.revenueos.kernel.testkit.Seeds;
import io.revenueos.kernel.testkit.TestEvents;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** What holds for every policy of this module, whatever the payload. */
class CmoPoliciesTest {
  private static final Instant NOW = Instant.parse("2026-07-01T15:00:00Z");

  private final List<Policy> policies = new CmoModule().policies();

  @Test
  void cannotAct() {
    PoliciesCannotAct.check("io.revenueos.cmo");
  }

  @Seeds
  void neverThrowAndAlwaysAgreeWithThemselves(long seed) {
    for (KernelEvent event : garbage(new Random(seed))) {
      List<KernelDecision> decisions = PolicyCase.decide(event, JsonObject.empty());
      assertThat(decisions).as("%s", event).hasSize(1);
      assertThat(PolicyCase.decide(event, JsonObject.empty())).isEqualTo(decisions);
      KernelDecision then = decisions.get(0);
      assertThat(PolicyEngine.recompute(policy(then), event, then)).isEqualTo(then);
    }
  }

  @Seeds
  void keepTheirPromises(long seed) {
    for (KernelEvent event : garbage(new Random(seed))) {
      KernelDecision decision = PolicyCase.decide(event, JsonObject.empty()).get(0);
      assertThat(decision.reason().code()).startsWith(decision.rule().value() + ".");
      assertThat(decision.reason().text()).isNotBlank();
      assertThat(policy(decision).actions())
          .as("%s", event)
          .containsAll(decision.actions().stream().map(KernelAction::type).toList());
    }
  }

  @Seeds
  void theKernelsHandlersUnderstandEveryAction(long seed) {
    for (KernelEvent event : garbage(new Random(seed))) {
      ActionContext context =
          new ActionContext(TestEvents.SOME_ID, event, NOW, target -> Optional.empty());
      for (KernelAction action : PolicyCase.decide(event, JsonObject.empty()).get(0).actions()) {
        assertThat(handler(action).handle(action, context))
            .as("%s of %s", action, event)
            .isNotNull();
      }
    }
  }

  @Test
  void answerAlikeAllOverTheWorld() throws IOException {
    List<PolicyCase> cases = PolicyCase.corpus().toList();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag : List.of("ar-EG-u-nu-arab", "tr-TR", "th-TH-u-ca-buddhist-nu-thai")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        assertThat(cases).allSatisfy(PolicyCase::check);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  /**
   * For every trigger an event whose payload has the fields that policies read, filled with
   * anything.
   */
  private List<KernelEvent> garbage(Random random) {
    Garbage payloads = new Garbage(random);
    List<KernelEvent> events = new ArrayList<>();
    for (Policy policy : policies) {
      for (Trigger trigger : policy.triggers()) {
        for (String source : trigger.sources()) {
          KernelEventBuilder event = TestEvents.event(trigger.type().name()).from(source);
          events.add(event.withAll(payloads.payload()).build());
        }
      }
    }
    return events;
  }

  private Policy policy(KernelDecision decision) {
    return policies.stream()
        .filter(policy -> policy.name().equals(decision.rule()))
        .findFirst()
        .orElseThrow();
  }

  private static ActionHandler handler(KernelAction action) {
    return BuiltInHandlers.all().stream()
        .filter(handler -> handler.types().contains(action.type()))
        .findFirst()
        .orElseThrow();
  }
}
