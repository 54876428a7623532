package io.revenueos.kernel.jdbc.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.Changes.Count;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.tenant.WorkspaceRole;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One plan, one transaction; once or as often as one likes. */
class TenantProvisioningTest {
  private static final TenantId ACME = TenantId.of("0acce000-0000-4000-8000-000000000001");
  private static final TenantId OTHER = TenantId.of("fe110000-0000-4000-8000-000000000002");
  private static final UserId ADA = UserId.of("ada00000-0000-4000-8000-000000000001");
  private static final UserId BOB = UserId.of("0b0b0000-0000-4000-8000-000000000002");
  private static final WorkspaceId NORTH = WorkspacePlan.idOf(ACME, "north");

  private static final String FULL =
      """
      {
        "tenant_id": "%s", "slug": "acme", "name": "Acme", "description": "D",
        "config": {"beta": true, "limit": 0.250},
        "workspaces": [
          {"slug": "north", "name": "North", "owner": "%s", "settings": {"colour": "red"}}
        ],
        "users": [
          {"user_id": "%s", "role": "admin", "roles": ["sales", "admin"],
           "workspaces": [{"workspace": "default", "role": "owner"}]},
          {"user_id": "%s", "workspaces": [{"workspace": "north"}]}
        ],
        "modules": {"ai_cmo": true, "ai_cro": false},
        "data": {"test": {"business_name": "Acme Inc."}}
      }
      """
          .formatted(ACME, ADA, ADA, BOB);

  private static TenantPlan plan(String json) {
    return TenantPlan.parse(json, "ops");
  }

  /** What the store says of a tenant afterwards. */
  private static void look(Place place, Consumer<JdbcKernelStore> look) {
    try (JdbcKernelStore store = JdbcKernelStore.on(place.host().dataSource())) {
      look.accept(store);
    }
  }

  private static List<String> everything(Place place) {
    return List.of(
            "os_tenant_registry",
            "workspaces",
            "user_tenants",
            "user_roles",
            "workspace_members",
            "tenant_module_access",
            "business_profiles")
        .stream()
        .flatMap(table -> place.rows().lines("select * from " + table + " order by 1, 2").stream())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aPlanIsThereAsAWhole(Place.Kind kind) {
    try (Place place = Place.of(kind)) {
      Changes changes = place.provisioning(ProfileStep.GOOD).provision(plan(FULL));
      assertThat(changes.tables())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "os_tenant_registry", new Count(1, 0, 0),
                  "user_tenants", new Count(2, 0, 0),
                  "workspaces", new Count(2, 0, 0),
                  "user_roles", new Count(2, 0, 0),
                  "workspace_members", new Count(2, 0, 0),
                  "tenant_module_access", new Count(2, 0, 0),
                  "business_profiles", new Count(1, 0, 0)));
      look(place, TenantProvisioningTest::assertFull);
      assertThat(place.rows().lines("select tenant_id, workspace_id from business_profiles"))
          .containsExactly(ACME + " " + ACME);
      assertThat(place.provisioning(ProfileStep.GOOD).counts(plan(FULL).scope()))
          .containsExactly(Map.entry("business_profiles", 1L));
    }
  }

  private static void assertFull(JdbcKernelStore store) {
    Tenant acme = store.tenant(ACME).orElseThrow();
    assertThat(acme.name()).isEqualTo("Acme");
    assertThat(acme.active()).isTrue();
    assertThat(acme.inBeta()).isTrue();
    store.<Boolean>inTransaction(
        plan(FULL).scope(),
        one -> {
          assertThat(one.identity().users(Page.first(9)))
              .containsExactly(TenantUser.member(BOB), TenantUser.admin(ADA));
          assertThat(one.identity().workspaces(Page.first(9)))
              .extracting(Workspace::slug)
              .containsExactlyInAnyOrder("default", "north");
          assertThat(one.identity().workspace(NORTH).flatMap(Workspace::owner)).contains(ADA);
          assertThat(one.identity().roles(ADA))
              .containsExactlyInAnyOrder(new Role("sales"), Role.ADMIN);
          assertThat(one.identity().member(NORTH, BOB))
              .contains(new Member(NORTH, BOB, WorkspaceRole.MEMBER));
          assertThat(one.moduleSwitches().all())
              .containsExactly(ModuleSwitch.on("ai_cmo", "ops"), ModuleSwitch.off("ai_cro", "ops"));
          return true;
        });
  }

  @ParameterizedTest
  @EnumSource
  void againItChangesNothing(Place.Kind kind) {
    try (Place place = Place.of(kind)) {
      TenantProvisioning provisioning = place.provisioning(ProfileStep.GOOD);
      Changes first = provisioning.provision(plan(FULL));
      List<String> before = everything(place);
      Changes second = provisioning.provision(TenantPlan.parse(FULL, "somebody else"));
      assertThat(second.isEmpty()).isTrue();
      assertThat(second.total().unchanged()).isEqualTo(first.total().added()).isEqualTo(12);
      assertThat(everything(place)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNamedChangesAndNothingIsRemoved(Place.Kind kind) {
    try (Place place = Place.of(kind)) {
      TenantProvisioning provisioning = place.provisioning(ProfileStep.GOOD);
      provisioning.provision(plan(FULL));
      provisioning.deactivate(ACME, "ops");
      Changes changes =
          provisioning.provision(
              plan(
                  """
                  {"tenant_id": "%s", "slug": "acme-2", "name": "Acme",
                   "workspaces": [{"slug": "default", "name": "Home"},
                                  {"slug": "north", "name": "North", "status": "archived"}],
                   "users": [{"user_id": "%s", "roles": ["sales"],
                              "workspaces": [{"workspace": "north", "role": "viewer"}]}],
                   "modules": {"ai_cro": true},
                   "data": {"test": {"business_name": "Acme Ltd."}}}
                  """
                      .formatted(ACME, BOB)));
      assertThat(changes.total()).isEqualTo(new Count(1, 6, 1));
      look(place, TenantProvisioningTest::assertChanged);
    }
  }

  private static void assertChanged(JdbcKernelStore store) {
    Tenant acme = store.tenant(ACME).orElseThrow();
    assertThat(acme.slug()).isEqualTo("acme-2");
    assertThat(acme.description()).isEqualTo("D");
    assertThat(acme.inBeta()).isTrue();
    assertThat(acme.active()).isFalse();
    store.<Boolean>inTransaction(
        plan(FULL).scope(),
        one -> {
          Workspace north = one.identity().workspace(NORTH).orElseThrow();
          assertThat(north.owner()).contains(ADA);
          assertThat(north.settings().text("colour")).contains("red");
          assertThat(north.status()).isEqualTo(Workspace.Status.ARCHIVED);
          assertThat(one.identity().user(ADA)).contains(TenantUser.admin(ADA));
          assertThat(one.identity().roles(ADA)).hasSize(2);
          assertThat(one.moduleSwitches().all()).allMatch(ModuleSwitch::enabled);
          return true;
        });
  }

  @ParameterizedTest
  @EnumSource
  void aStepThatFailsLeavesNothing(Place.Kind kind) {
    String broken =
        FULL.replace("\"data\": {", "\"data\": {\"broken\": {\"business_name\": \"B\"}, ");
    try (Place place = Place.of(kind)) {
      TenantProvisioning provisioning = place.provisioning(ProfileStep.GOOD, ProfileStep.BROKEN);
      assertThatThrownBy(() -> provisioning.provision(plan(broken))).hasMessage("on purpose");
      assertThat(everything(place)).isEmpty();
      provisioning.provision(plan(FULL));
      List<String> before = everything(place);
      assertThatThrownBy(
              () -> provisioning.provision(plan(broken.replace("\"Acme\"", "\"New name\""))))
          .hasMessage("on purpose");
      assertThat(everything(place)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void dataThatIsWrongIsFoundBeforeAnythingIsWritten(Place.Kind kind) {
    try (Place place = Place.of(kind)) {
      TenantProvisioning provisioning = place.provisioning(ProfileStep.GOOD);
      assertRefused(
          provisioning,
          FULL.replace("business_name", "buisness_name"),
          "data.test.buisness_name: unknown key; allowed: business_name");
      assertRefused(
          provisioning,
          FULL.replace("\"test\"", "\"tset\""),
          "data: expected data of modules that set something up (test), found \"tset\"");
      assertThat(everything(place)).isEmpty();
    }
  }

  private static void assertRefused(TenantProvisioning provisioning, String json, String message) {
    assertThatThrownBy(() -> provisioning.provision(plan(json)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @EnumSource
  void aSlugBelongsToOneTenant(Place.Kind kind) {
    try (Place place = Place.of(kind)) {
      TenantProvisioning provisioning = place.provisioning(ProfileStep.GOOD);
      provisioning.provision(plan(FULL));
      List<String> before = everything(place);
      String taken = "slug: expected one that no other tenant has, found \"acme\"";
      String theirs = FULL.replace(ACME.toString(), OTHER.toString());
      assertRefused(provisioning, theirs, taken);
      assertThat(everything(place)).isEqualTo(before);
      provisioning.provision(TenantPlan.of(Tenant.of(OTHER, "other", "Other")));
      List<String> both = everything(place);
      assertRefused(provisioning, theirs, taken);
      assertThat(everything(place)).isEqualTo(both);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOwnerBelongsToTheTenant(Place.Kind kind) {
    String stranger =
        """
        {"tenant_id": "%s", "slug": "acme", "name": "Acme",
         "workspaces": [{"slug": "north", "name": "North", "owner": "%s"}]}
        """
            .formatted(ACME, ADA);
    try (Place place = Place.of(kind)) {
      assertThatThrownBy(() -> place.provisioning().provision(plan(stranger)))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("unknown_user"));
      assertThat(everything(place)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTenantIsDeactivatedAndActivated(Place.Kind kind) {
    try (Place place = Place.of(kind)) {
      TenantProvisioning provisioning = place.provisioning();
      assertThatThrownBy(() -> provisioning.deactivate(ACME, "ops"))
          .isInstanceOf(RefusedException.class)
          .hasMessage("tenant %s is not registered", ACME);
      provisioning.provision(TenantPlan.of(Tenant.of(ACME, "acme", "Acme")));
      assertThat(provisioning.deactivate(ACME, "ops")).isTrue();
      assertThat(provisioning.deactivate(ACME, "ops")).isFalse();
      look(place, store -> assertThat(store.tenant(ACME)).hasValueSatisfying(this::isInactive));
      assertThat(provisioning.activate(ACME, "ops")).isTrue();
      assertThat(provisioning.activate(ACME, "ops")).isFalse();
      look(
          place, store -> assertThat(store.tenant(ACME)).contains(Tenant.of(ACME, "acme", "Acme")));
      assertThatThrownBy(() -> provisioning.deactivate(ACME, " "))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("by: ");
    }
  }

  private void isInactive(Tenant tenant) {
    assertThat(tenant.active()).isFalse();
  }
}
