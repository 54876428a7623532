package io.revenueos.cmo;

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

class CmoModuleTest {
  private final ExecModule module = new CmoModule();
  private final ModuleManifest manifest = module.manifest();

  @Test
  void manifestIsTheContracts() {
    assertThat(manifest.id()).hasToString("ai_cmo");
    assertThat(manifest.name()).isEqualTo("AI Chief Marketing Officer");
    assertThat(manifest.active()).isTrue();
    assertThat(manifest.entryAgent()).contains("brandIntake");
    assertThat(manifest.modes())
        .containsExactly("setup", "strategy", "funnels", "campaigns", "content", "optimization");
    assertThat(
            manifest.agents().stream().collect(Collectors.toMap(AgentSpec::mode, AgentSpec::key)))
        .containsOnly(
            entry("setup", "brandIntake"),
            entry("strategy", "plan90Day"),
            entry("funnels", "funnelArchitect"),
            entry("campaigns", "campaignDesigner"),
            entry("content", "contentEngine"),
            entry("optimization", "optimizationAnalyst"));
    assertThat(manifest.roles())
        .extracting(Role::name)
        .containsExactlyInAnyOrder("admin", "marketer");
    assertThat(manifest.requires()).isEmpty();
    assertThat(manifest.schemas()).isEmpty();
    assertThat(manifest.docs()).containsExactly("docs/policies.md");
    assertThat(manifest.tablePrefix()).isEqualTo("cmo_");
  }

  @Test
  void everyPromptSaysWhatTheAgentMayNotDo() throws IOException {
    for (AgentSpec agent : manifest.agents()) {
      assertThat(agent.function()).matches("cmo-[a-z0-9]+(-[a-z0-9]+)*");
      try (InputStream in = CmoModule.class.getResourceAsStream(agent.prompt())) {
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
            entry("revenue_os.growth.lead_response_v1", "lead_captured @ cmo_campaigns"),
            entry("revenue_os.growth.lead_qualified_v1", "lead_qualified @ cmo_campaigns or crm"),
            entry("revenue_os.fts.booking_confirmation_v1", "booking_created @ fts_marketplace"),
            entry(
                "revenue_os.growth.campaign_audit_v1",
                "campaign_launched @ cmo_campaigns, campaign_optimized @ cmo_campaigns, meeting_booked @ cmo_campaigns"));
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
