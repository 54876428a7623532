package io.revenueos.kernel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.FactSource;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.tenant.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One case of a module's corpus: an event, the tenant's settings, and what is expected.
 *
 * @param engine the policies that are asked
 * @param json {@code name}, {@code event}, {@code settings} (may be absent) and {@code expect};
 *     without {@code expect.policy} no policy may answer
 */
public record PolicyCase(PolicyEngine engine, JsonObject json) {

  /** The cases in {@code cases.json} beside a module. */
  public static Stream<PolicyCase> corpus(ExecModule module) throws IOException {
    PolicyEngine engine = PolicyEngine.of(module.policies());
    try (InputStream in = module.getClass().getResourceAsStream("cases.json")) {
      assertThat(in).as("cases.json beside %s", module.getClass()).isNotNull();
      return JsonObject.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .list("cases")
          .orElseThrow()
          .stream()
          .map(each -> new PolicyCase(engine, (JsonObject) each));
    }
  }

  /** The decisions of all policies that an event concerns, under a tenant's settings. */
  public static List<KernelDecision> decide(
      PolicyEngine engine, KernelEvent event, JsonObject settings) {
    return engine.decide(event, new Settings(settings), policy -> Mode.ENFORCE);
  }

  public String name() {
    return text(json, "name");
  }

  public KernelEvent event() {
    JsonObject given = json.object("event").orElseThrow();
    return KernelEvent.of(text(given, "type"))
        .from(text(given, "source"))
        .in(TestEvents.SCOPE)
        .about(text(given, "entity_type"), text(given, "entity_id"))
        .correlatedBy("case")
        .withAll(given.object("payload").orElseThrow())
        .build();
  }

  /** Asks the policies and compares. */
  public void check() {
    JsonObject expected = json.object("expect").orElseThrow();
    List<KernelDecision> decisions =
        decide(engine, event(), json.object("settings").orElse(JsonObject.empty()));
    Optional<String> policy = expected.text("policy");
    assertThat(decisions)
        .map(decision -> decision.rule().value())
        .isEqualTo(policy.stream().toList());
    for (KernelDecision decision : decisions) {
      check(decision, expected);
      Policy asked = engine.policy(decision.rule()).orElseThrow();
      assertThat(PolicyEngine.recompute(asked, event(), decision)).isEqualTo(decision);
    }
  }

  private static void check(KernelDecision decision, JsonObject expected) {
    String policy = decision.rule().value();
    assertThat(decision.outcome().stored()).isEqualTo(text(expected, "outcome"));
    assertThat(decision.reason().code()).isEqualTo(policy + text(expected, "reason"));
    assertThat(decision.reason().text()).contains(expected.text("says").orElse(""));
    assertThat(decision.overridableBy().stream().map(Role::name).sorted().toList())
        .isEqualTo(expected.list("overridable_by").orElse(List.of()));
    List<?> actions = expected.list("actions").orElse(List.of());
    assertThat(decision.actions()).hasSameSizeAs(actions);
    for (int i = 0; i < actions.size(); i++) {
      check(decision.actions().get(i), policy, (JsonObject) actions.get(i));
    }
  }

  /** Flags and severity default to an automatic action of severity info; parameters are partial. */
  private static void check(KernelAction action, String policy, JsonObject expected) {
    assertThat(action.type().name()).isEqualTo(text(expected, "type"));
    assertThat(action.reason().code()).isEqualTo(policy + text(expected, "reason"));
    assertThat(action.target()).hasToString(text(expected, "target"));
    assertThat(action.severity().stored()).isEqualTo(expected.text("severity").orElse("info"));
    assertThat(action.execution().autoExecute())
        .isEqualTo(expected.flag("auto_execute").orElse(true));
    assertThat(action.execution().overrideRequired())
        .isEqualTo(expected.flag("override_required").orElse(false));
    assertThat(action.parameters().members())
        .containsAllEntriesOf(expected.object("parameters").orElse(JsonObject.empty()).members());
  }

  private static String text(JsonObject object, String key) {
    return object.text(key).orElseThrow(() -> new AssertionError(key + " is missing: " + object));
  }

  /** Facts as the kernel takes them from a tenant's settings. */
  private record Settings(JsonObject json) implements FactSource {
    @Override
    public <T> Optional<T> value(Fact<T> fact) {
      return fact.read(json);
    }
  }
}
