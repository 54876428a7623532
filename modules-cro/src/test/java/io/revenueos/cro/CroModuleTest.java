package io.revenueos.cro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Trigger;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.testkit.ModuleContract;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CroModuleTest extends ModuleContract {
  private final ExecModule module = new CroModule();
  private final ModuleManifest manifest = module.manifest();

  @Override
  protected ExecModule module() {
    return module;
  }

  @Override
  protected List<String> payloadFields() {
    return List.of(
        "old_value",
        "new_value",
        "new_stage",
        "value",
        "amount",
        "recipient_email",
        "email",
        "recipient",
        "metric",
        "usage",
        "threshold",
        "limit",
        "plan",
        "kind",
        "expected_value",
        "name",
        "why",
        "step",
        "currency");
  }

  @Override
  protected List<? extends @Nullable Object> extremes() {
    return Arrays.asList(
        null,
        true,
        "",
        " \t",
        "100",
        "closed_won",
        "close_now",
        "rescue",
        "NaN",
        "%s %d %n",
        "x".repeat(100_000),
        0,
        -1,
        100,
        80,
        50,
        1e300,
        -1e300,
        1e-300,
        -1e-300);
  }

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
    assertThat(manifest.schemas())
        .containsExactly(
            "cro_recommendations",
            "cro_targets",
            "cro_forecasts",
            "cro_deal_reviews",
            "cro_forecast_snapshots",
            "cro_forecast_snapshot_deals");
    assertThat(manifest.docs()).containsExactly("docs/policies.md");
    assertThat(manifest.tablePrefix()).isEqualTo("cro_");
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
            entry("revenue_os.growth.revenue_move_v1", "revenue_move_proposed @ ai_cro"),
            entry("revenue_os.margin.discount_guard_v1", "discount_attempted @ crm"),
            entry("revenue_os.pipeline.deal_close_guard_v1", "deal_close_attempted @ crm"),
            entry("revenue_os.pipeline.invoice_send_guard_v1", "invoice_send_attempted @ billing"));
  }
}
