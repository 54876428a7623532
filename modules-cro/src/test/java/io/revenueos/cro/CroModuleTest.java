package io.revenueos.cro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.handler.BuiltInHandlers;
import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.Trigger;
import io.revenueos.kernel.tenant.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CroModuleTest {
  private final ExecModule module = new CroModule();
  private final ModuleManifest manifest = module.manifest();

  @Test
  void manifestIsTheContracts() {
    assertThat(manifest.id()).hasToString("ai_cro");
    assertThat(manifest.name()).isEqualTo("AI Chief Revenue Officer");
    assertThat(manifest.active()).isTrue();
    assertThat(manifest.entryAgent()).contains("pipelineIntake");
    assertThat(manifest.modes())
        .containsExactly("setup", "forecast", "deal_review", "optimization");
    assertThat(
            manifest.agents().stream().collect(Collectors.toMap(AgentSpec::mode, AgentSpec::key)))
        .containsOnly(
            entry("setup", "pipelineIntake"),
            entry("forecast", "forecastPlanner"),
            entry("deal_review", "dealReviewer"),
            entry("optimization", "revenueMoves"));
    assertThat(manifest.roles()).extracting(Role::name).containsExactlyInAnyOrder("admin", "sales");
    assertThat(manifest.requires()).isEmpty();
    assertThat(manifest.schemas()).containsExactly("cro_recommendations");
    assertThat(manifest.docs()).containsExactly("docs/policies.md");
    assertThat(manifest.tablePrefix()).isEqualTo("cro_");
  }

  @Test
  void everyPromptSaysWhatTheAgentMayNotDo() throws IOException {
    for (AgentSpec agent : manifest.agents()) {
      assertThat(agent.function()).matches("cro-[a-z0-9]+(-[a-z0-9]+)*");
      try (InputStream in = CroModule.class.getResourceAsStream(agent.prompt())) {
        assertThat(in).as(agent.prompt()).isNotNull();
        String prompt = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(prompt.lines().count()).as(agent.prompt()).isBetween(8L, 15L);
        assertThat(prompt)
            .as(agent.prompt())
            .contains("You are given, as JSON", "Answer with JSON only", "invent", "You propose");
      }
    }
  }

  @Test
  void functionsAndPromptsBelongToOneAgentEach() {
    assertThat(manifest.agents()).extracting(AgentSpec::function).doesNotHaveDuplicates();
    assertThat(manifest.agents()).extracting(AgentSpec::prompt).doesNotHaveDuplicates();
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ExecModule.class))
        .extracting(found -> found.manifest().id())
        .containsExactly(manifest.id());
  }

  @Test
  void standsOnItsOwn() {
    assertThat(ModuleRegistry.of(List.of(module)).modules()).containsExactly(module);
  }

  @Test
  void policiesAnswerWhatTheContractSays() {
    assertThat(
            module.policies().stream()
                .collect(
                    Collectors.toMap(
                        policy -> policy.name().value(),
                        policy ->
                            policy.triggers().stream()
                                .map(Trigger::toString)
                                .sorted()
                                .collect(Collectors.joining(", ")))))
        .containsOnly(
            entry(
                "revenue_os.growth.usage_threshold_upsell_v1",
                "usage_threshold_crossed @ product_usage"),
            entry("revenue_os.margin.discount_guard_v1", "discount_attempted @ crm"),
            entry("revenue_os.pipeline.deal_close_guard_v1", "deal_close_attempted @ crm"),
            entry("revenue_os.pipeline.invoice_send_guard_v1", "invoice_send_attempted @ billing"));
  }

  @Test
  void builtInHandlersServeEveryAction() {
    assertThat(module.handlers()).isEmpty();
    assertThat(
            BuiltInHandlers.all().stream()
                .map(ActionHandler::types)
                .flatMap(types -> types.stream())
                .toList())
        .containsAll(
            module.policies().stream()
                .map(Policy::actions)
                .flatMap(types -> types.stream())
                .toList());
  }
}
