package io.revenueos.kernel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.KernelEventBuilder;
import io.revenueos.kernel.handler.BuiltInHandlers;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.policy.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every module must hold: its corpus of cases ({@code cases.json} beside it), and for any
 * payload that its policies are pure, never throw, keep the promises they declare, and ask only for
 * what a handler understands. A module's test is a subclass.
 */
public abstract class ModuleContract {
  private static final Instant NOW = Instant.parse("2026-07-01T15:00:00Z");

  protected abstract ExecModule module();

  /** The fields of a payload that the module's policies read. */
  protected abstract List<String> payloadFields();

  /** Values of such fields at which a policy could break. */
  protected abstract List<? extends @Nullable Object> extremes();

  @TestFactory
  Stream<DynamicTest> corpus() throws IOException {
    return PolicyCase.corpus(module())
        .map(each -> DynamicTest.dynamicTest(each.name(), each::check));
  }

  @Test
  void policiesCannotAct() {
    PoliciesCannotAct.check(module().getClass().getPackageName());
  }

  @Seeds
  void policiesNeverThrowAndAlwaysAgreeWithThemselves(long seed) {
    for (KernelEvent event : events(seed)) {
      List<KernelDecision> decisions = decide(event);
      assertThat(decisions).as("%s", event).hasSize(1);
      assertThat(decide(event)).isEqualTo(decisions);
      KernelDecision then = decisions.get(0);
      assertThat(PolicyEngine.recompute(policy(then), event, then)).isEqualTo(then);
    }
  }

  @Seeds
  void policiesKeepTheirPromises(long seed) {
    for (KernelEvent event : events(seed)) {
      KernelDecision decision = decide(event).get(0);
      assertThat(decision.reason().code()).startsWith(decision.rule().value() + ".");
      assertThat(decision.reason().text()).isNotBlank();
      assertThat(policy(decision).actions())
          .as("%s", event)
          .containsAll(decision.actions().stream().map(KernelAction::type).toList());
    }
  }

  @Seeds
  void handlersUnderstandEveryAction(long seed) {
    for (KernelEvent event : events(seed)) {
      ActionContext context =
          new ActionContext(TestEvents.SOME_ID, event, NOW, target -> Optional.empty());
      for (KernelAction action : decide(event).get(0).actions()) {
        assertThat(handler(action.type()).orElseThrow().handle(action, context))
            .as("%s of %s", action, event)
            .isNotNull();
      }
    }
  }

  @Test
  void policiesAnswerAlikeAllOverTheWorld() throws IOException {
    List<PolicyCase> cases = PolicyCase.corpus(module()).toList();
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

  @Test
  void everyPromptSaysWhatTheAgentMayNotDo() throws IOException {
    String prefix = module().manifest().tablePrefix().replace('_', '-');
    for (AgentSpec agent : module().manifest().agents()) {
      assertThat(agent.function()).matches(prefix + "[a-z0-9]+(-[a-z0-9]+)*");
      try (InputStream in = module().getClass().getResourceAsStream(agent.prompt())) {
        assertThat(in).as(agent.prompt()).isNotNull();
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .as(agent.prompt())
            .contains("You are given, as JSON", "Answer with JSON only", "invent", "You propose");
      }
    }
  }

  @Test
  void functionsAndPromptsBelongToOneAgentEach() {
    List<AgentSpec> agents = module().manifest().agents();
    assertThat(agents).extracting(AgentSpec::function).doesNotHaveDuplicates();
    assertThat(agents).extracting(AgentSpec::prompt).doesNotHaveDuplicates();
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ExecModule.class))
        .extracting(found -> found.manifest().id())
        .containsExactly(module().manifest().id());
  }

  @Test
  void standsOnItsOwn() {
    ExecModule module = module();
    assertThat(ModuleRegistry.of(List.of(module)).modules()).containsExactly(module);
  }

  @Test
  void everyActionTypeHasAHandler() {
    assertThat(module().policies())
        .flatExtracting(Policy::actions)
        .allSatisfy(type -> assertThat(handler(type)).as("%s", type).isPresent());
  }

  private List<KernelDecision> decide(KernelEvent event) {
    return PolicyCase.decide(PolicyEngine.of(module().policies()), event, JsonObject.empty());
  }

  /** For every trigger an event with a random payload. */
  private List<KernelEvent> events(long seed) {
    RandomPayloads payloads = new RandomPayloads(new Random(seed), payloadFields(), extremes());
    List<KernelEvent> events = new ArrayList<>();
    for (Policy policy : module().policies()) {
      for (Trigger trigger : policy.triggers()) {
        for (String source : trigger.sources()) {
          KernelEventBuilder event = TestEvents.event(trigger.type().name()).from(source);
          events.add(event.withAll(payloads.next()).build());
        }
      }
    }
    return events;
  }

  private Policy policy(KernelDecision decision) {
    return PolicyEngine.of(module().policies()).policy(decision.rule()).orElseThrow();
  }

  private Optional<ActionHandler> handler(ActionType type) {
    return Stream.concat(module().handlers().stream(), BuiltInHandlers.all().stream())
        .filter(handler -> handler.types().contains(type))
        .findFirst();
  }
}
