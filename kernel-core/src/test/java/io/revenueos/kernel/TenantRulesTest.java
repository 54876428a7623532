package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.testkit.RefusalAssert;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantRulesTest {
  private final Kernel kernel =
      TestKernels.kernel(
          TestPolicies.allow("test.guard_v1")
              .knowing(Fact.ratio("discount.limit", "0.2"), Fact.flag("billing", false), Fact.NOW));

  @AfterEach
  void closeKernel() {
    kernel.close();
  }

  @Test
  void aConfigurationThatTheKernelUnderstandsIsKept() {
    JsonObject config =
        JsonObject.of("mode", "shadow")
            .with("policy_modes", Map.of("test.guard_v1", "enforce"))
            .with("settings", Map.of("discount.limit", new BigDecimal("0.3"), "billing", true))
            .with("theme", Map.of("colour", "red"));
    kernel.register(TestKernels.tenant(config));

    assertThat(kernel.tenant(TestEvents.TENANT)).map(Tenant::config).contains(config);
    assertThat(kernel.control().tenants()).hasSize(1);
  }

  @Test
  void anUnknownModeIsRefused() {
    for (@Nullable Object wrong : new @Nullable Object[] {"observe", "", 5, null, Map.of()}) {
      JsonObject config = JsonObject.of("mode", wrong);
      assertConfigRefused(config)
          .at("config.mode")
          .saying("expected shadow or enforce, found " + config.describe("mode"));
    }
    assertConfigRefused(JsonObject.of("policy_modes", Map.of("test.guard_v1", true)))
        .at("config.policy_modes.test.guard_v1")
        .saying("expected shadow or enforce, found true");
  }

  @Test
  void theBetaIsTakenPartInOrNot() {
    for (@Nullable Object wrong : new @Nullable Object[] {"yes", 1, null, Map.of()}) {
      JsonObject config = JsonObject.of("beta", wrong);
      assertConfigRefused(config)
          .at("config.beta")
          .saying("expected true or false, found " + config.describe("beta"));
    }
    kernel.register(TestKernels.tenant(JsonObject.of("beta", true)));
    assertThat(kernel.tenant(TestEvents.TENANT)).map(Tenant::inBeta).contains(true);
  }

  @Test
  void anUnknownPolicyIsRefusedWithTheKnownOnes() {
    assertConfigRefused(JsonObject.of("policy_modes", Map.of("test.guard_v2", "enforce")))
        .at("config.policy_modes.test.guard_v2")
        .saying("unknown policy; known: [test.guard_v1]");
  }

  @Test
  void anUnknownSettingIsRefusedWithTheKnownOnes() {
    assertConfigRefused(JsonObject.of("settings", Map.of("discount.limits", 1)))
        .saying("config.settings.", "unknown setting; known: [billing, discount.limit]");
  }

  @Test
  void theTimeIsNoSetting() {
    assertConfigRefused(JsonObject.of("settings", Map.of("now", "2026-01-05T10:00:00Z")))
        .saying("unknown setting");
  }

  @Test
  void aSettingOfTheWrongTypeIsRefusedWithItsPath() {
    assertConfigRefused(JsonObject.of("settings", Map.of("discount.limit", "20 %")))
        .at("config.settings.discount.limit")
        .saying("expected a number from 0 to 1, found \"20 %\"");
    assertConfigRefused(JsonObject.of("settings", Map.of("discount.limit", 20))).saying("found 20");
  }

  @Test
  void aSectionMustBeAnObject() {
    for (String section : List.of("settings", "policy_modes")) {
      assertConfigRefused(JsonObject.of(section, List.of()))
          .at("config." + section)
          .saying("expected an object, found an array");
    }
  }

  @Test
  void aCheckRefusesTheSameAndStoresNothing() {
    KernelControl control = kernel.control();
    control.check(TestKernels.tenant(JsonObject.empty()));
    assertRefused(() -> control.check(TestKernels.tenant(JsonObject.of("mode", "off"))))
        .at("config.mode");
    assertThat(control.tenants()).isEmpty();
  }

  @Test
  void aSlugBelongsToOneTenant() {
    kernel.register(TestKernels.tenant(JsonObject.empty()));
    TenantId other = TestEvents.OTHER_SCOPE.tenant();

    assertRefused(() -> kernel.register(Tenant.of(other, "test-tenant", "Other")))
        .at("slug")
        .saying("\"test-tenant\"");
    kernel.register(Tenant.of(other, "other", "Other"));
    kernel.register(Tenant.of(other, "another", "Other"));
    assertThat(kernel.control().tenants())
        .extracting(Tenant::slug)
        .containsExactly("another", "test-tenant");
  }

  private RefusalAssert assertConfigRefused(JsonObject config) {
    RefusalAssert refusal = assertRefused(() -> kernel.register(TestKernels.tenant(config)));
    assertThat(kernel.control().tenants()).as("nothing was kept").isEmpty();
    return refusal;
  }
}
