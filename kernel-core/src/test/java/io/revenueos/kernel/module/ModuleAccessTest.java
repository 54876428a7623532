package io.revenueos.kernel.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ModuleAccess.Verdict;
import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.testkit.Seeds;
import io.revenueos.kernel.testkit.TestModules;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModuleAccessTest {
  private static final TenantId ID = TenantId.of("4161ee82-be97-4fa8-9017-5c40be3ebe19");

  /** Its bucket for ai_cro is 33. */
  private static final Tenant TENANT = Tenant.of(ID, "tenant", "Tenant");

  private static final Tenant IN_BETA = TENANT.configured(JsonObject.of("beta", true));
  private static final ModuleSwitch ON = ModuleSwitch.on("ai_cro", "ada");
  private static final ModuleSwitch OFF = ModuleSwitch.off("ai_cro", "ada");
  private static final ModuleRollout EVERYONE = ModuleRollout.toEveryone("ai_cro", "ops");

  private static Verdict verdict(
      @Nullable ModuleRollout rollout, Tenant tenant, @Nullable ModuleSwitch own) {
    ModuleManifest manifest = TestModules.module("ai_cro").manifest();
    return new ModuleAccess(manifest, rollout).verdict(tenant, own);
  }

  private static void assertOn(String reasonCode, Verdict verdict) {
    assertThat(verdict.reasonCode()).isEqualTo(reasonCode);
    assertThat(verdict.enabled()).as(verdict.reasonText()).isTrue();
  }

  private static void assertOff(String reasonCode, Verdict verdict) {
    assertThat(verdict.reasonCode()).isEqualTo(reasonCode);
    assertThat(verdict.enabled()).as(verdict.reasonText()).isFalse();
  }

  @Test
  void aPlannedModuleIsOnForNobody() {
    for (ExecModule planned : PlannedModules.all()) {
      ModuleAccess access = new ModuleAccess(planned.manifest(), EVERYONE);
      assertOff("module_planned", access.verdict(IN_BETA, ON));
      assertOff("module_planned", access.verdict(TENANT, null));
    }
  }

  @Test
  void aTenantsOwnSwitchGoesBeforeEveryRollout() {
    for (ModuleRollout rollout :
        List.of(EVERYONE, EVERYONE.toPercent(0), EVERYONE.toBetaOnly(), EVERYONE.offByDefault())) {
      assertOn("tenant_enabled", verdict(rollout, TENANT, ON));
      assertOff("tenant_disabled", verdict(rollout, IN_BETA, OFF));
    }
    assertThat(verdict(null, TENANT, OFF).reasonText())
        .isEqualTo("the tenant's own switch is off, set by ada");
  }

  @Test
  void anActiveModuleIsOnWhereNobodySaysOtherwise() {
    assertOn("default", verdict(null, TENANT, null));
    assertOn("default", verdict(EVERYONE, TENANT, null));
    assertOn("default", verdict(EVERYONE, IN_BETA, null));
  }

  @Test
  void aBetaIsForThoseWhoTakePart() {
    for (ModuleRollout rollout :
        List.of(
            EVERYONE.toBetaOnly(),
            EVERYONE.toBetaOnly().toPercent(50),
            EVERYONE.toBetaOnly().offByDefault())) {
      assertOn("beta", verdict(rollout, IN_BETA, null));
      assertOff("beta_only", verdict(rollout, TENANT, null));
    }
    Tenant notAnyMore = TENANT.configured(JsonObject.of("beta", false));
    assertOff("beta_only", verdict(EVERYONE.toBetaOnly(), notAnyMore, null));
  }

  @Test
  void whatIsOffByDefaultIsOffWhateverItsPercentage() {
    for (int percent : new int[] {0, 50, 100}) {
      ModuleRollout rollout = EVERYONE.offByDefault().toPercent(percent);
      assertOff("off_by_default", verdict(rollout, TENANT, null));
      assertOff("off_by_default", verdict(rollout, IN_BETA, null));
    }
  }

  @Test
  void aPercentageReachesTheBucketsBelowIt() {
    assertOff("outside_rollout", verdict(EVERYONE.toPercent(0), TENANT, null));
    assertOff("outside_rollout", verdict(EVERYONE.toPercent(33), TENANT, null));
    assertOn("rollout", verdict(EVERYONE.toPercent(34), TENANT, null));
    assertOn("rollout", verdict(EVERYONE.toPercent(99), TENANT, null));
    assertOn("default", verdict(EVERYONE.toPercent(100), TENANT, null));
    assertThat(verdict(EVERYONE.toPercent(34), TENANT, null).reasonText())
        .isEqualTo("it is on for 34 % of tenants, and this is one of them");
  }

  @Test
  void whoTookPartInTheBetaKeepsTheModuleDuringTheRollout() {
    assertOn("beta", verdict(EVERYONE.toPercent(0), IN_BETA, null));
    assertOn("beta", verdict(EVERYONE.toPercent(34), IN_BETA, null));
  }

  /** Computed with another implementation of what the Javadoc says. */
  @Test
  void theBucketIsTheOneThatIsDocumented() {
    TenantId other = TenantId.of("AAAAAAAA-0000-4000-8000-000000000001");

    assertThat(ModuleAccess.bucket(new ModuleId("ai_cro"), ID)).isEqualTo(33);
    assertThat(ModuleAccess.bucket(new ModuleId("ai_cmo"), ID)).isEqualTo(36);
    assertThat(ModuleAccess.bucket(new ModuleId("ai_cro"), other)).isEqualTo(91);
  }

  @Seeds(20)
  void raisingThePercentageSwitchesNobodyOff(long seed) {
    tenants(seed)
        .limit(20)
        .forEach(
            tenant -> {
              boolean before = false;
              for (int percent = 0; percent <= 100; percent++) {
                boolean now = verdict(EVERYONE.toPercent(percent), tenant, null).enabled();
                assertThat(now || !before).as("%s at %d %%", tenant.id(), percent).isTrue();
                before = now;
              }
              assertThat(before).isTrue();
            });
  }

  @Seeds(5)
  void aPercentageIsThatShareOfTenants(long seed) {
    List<Tenant> tenants = tenants(seed).limit(10_000).toList();
    for (int percent : new int[] {1, 10, 50, 90}) {
      ModuleRollout rollout = EVERYONE.toPercent(percent);
      long on = tenants.stream().filter(t -> verdict(rollout, t, null).enabled()).count();
      // Five standard deviations of the widest share.
      assertThat(on).as("%d %%", percent).isBetween(percent * 100L - 250, percent * 100L + 250);
    }
  }

  /** Who is first with one module is not first with every other. */
  @Test
  void modulesAreRolledOutToDifferentTenants() {
    long both =
        tenants(7)
            .limit(10_000)
            .filter(tenant -> isFirstHalf("ai_cro", tenant) && isFirstHalf("ai_cmo", tenant))
            .count();

    assertThat(both).isBetween(2_250L, 2_750L);
  }

  private static boolean isFirstHalf(String module, Tenant tenant) {
    return ModuleAccess.bucket(new ModuleId(module), tenant.id()) < 50;
  }

  private static Stream<Tenant> tenants(long seed) {
    Random random = new Random(seed);
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> new TenantId(new UUID(random.nextLong(), random.nextLong())))
        .map(id -> Tenant.of(id, "t-" + id, "Tenant"));
  }
}
