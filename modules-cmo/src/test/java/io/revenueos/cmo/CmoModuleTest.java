package io.revenueos.cmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Trigger;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.testkit.ModuleContract;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CmoModuleTest extends ModuleContract {
  private final ExecModule module = new CmoModule();
  private final ModuleManifest manifest = module.manifest();

  @Override
  protected ExecModule module() {
    return module;
  }

  @Override
  protected List<String> payloadFields() {
    return List.of(
        "first_name", "camp", "product", "offering", "scheduled_at", "email", "invitee_email");
  }

  @Override
  protected List<? extends @Nullable Object> extremes() {
    return List.of(
        "",
        " \t\n",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59Z",
        "1970-01-01T00:00:00Z",
        "2026-07-01T15:00:00+02:00",
        "2026-02-30T10:00:00Z",
        "%s %d %n",
        "x".repeat(100_000),
        "\uD83C\uDFBE".repeat(200),
        "\u202Egnihton\r\nBcc: everyone@example.org",
        "coach@example.org");
  }

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
    assertThat(manifest.schemas())
        .containsExactly(
            "cmo_brand_profiles",
            "cmo_icp_segments",
            "cmo_offers",
            "cmo_marketing_plans",
            "cmo_plan_milestones",
            "cmo_campaigns",
            "cmo_campaign_channels",
            "cmo_content_assets",
            "cmo_content_variants",
            "cmo_funnels",
            "cmo_funnel_stages",
            "cmo_calendar_events",
            "cmo_metrics_snapshots",
            "cmo_weekly_summaries");
    assertThat(manifest.docs()).containsExactly("docs/policies.md");
    assertThat(manifest.tablePrefix()).isEqualTo("cmo_");
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
}
