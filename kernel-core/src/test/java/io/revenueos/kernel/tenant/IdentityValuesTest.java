package io.revenueos.kernel.tenant;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityValuesTest {
  private static final UserId ADA = UserId.of("ada00000-0000-4000-8000-000000000001");
  private static final TenantId TENANT = TenantId.of("6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
  private static final WorkspaceId NORTH = new WorkspaceId(UUID.randomUUID());
  private static final Workspace WORKSPACE = Workspace.of(NORTH, "north", "North");

  @Test
  void aUserIsKnownByAUuid() {
    assertThat(UserId.of("ADA00000-0000-4000-8000-000000000001")).isEqualTo(ADA);
    assertThat(ADA).hasToString("ada00000-0000-4000-8000-000000000001");
    assertRefused(() -> UserId.of("ada")).at("user_id").saying("expected a UUID, found \"ada\"");
  }

  @Test
  void anActorKeepsTheRolesItWasGiven() {
    Set<Role> roles = new HashSet<>(Set.of(Role.ADMIN));
    Actor actor = new Actor(ADA, roles);
    roles.add(Role.MANAGER);

    assertThat(actor.roles()).containsExactly(Role.ADMIN);
    assertThat(actor).isEqualTo(Actor.of(ADA, Role.ADMIN)).isNotEqualTo(Actor.of(ADA));
  }

  @Test
  void aScopeCarriesAnActorThroughItsWorkspaces() {
    Actor actor = Actor.of(ADA);
    TenantScope scope = TenantScope.of(TENANT).as(actor).in(NORTH);

    assertThat(scope).isEqualTo(TenantScope.of(TENANT).in(NORTH).as(actor));
    assertThat(scope.actor()).contains(actor);
    assertThat(scope.workspace()).contains(NORTH);
    assertThat(scope).hasToString("%s/%s as %s".formatted(TENANT, NORTH, ADA));
    assertThat(scope.withoutActor()).isEqualTo(TenantScope.of(TENANT).in(NORTH));
    assertThat(TenantScope.of(TENANT).actor()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "North", "a--b", "a_b"})
  void theSlugOfAWorkspaceIsLowerCaseWords(String slug) {
    assertRefused(() -> Workspace.of(NORTH, slug, "North"))
        .at("slug")
        .withCode("invalid_workspace");
  }

  @Test
  void aWorkspaceKeepsWhatItIsGiven() {
    JsonObject settings = JsonObject.of("colour", "red");
    Workspace full = WORKSPACE.ownedBy(ADA).configured(settings).archived();

    assertThat(WORKSPACE.owner()).isEmpty();
    assertThat(WORKSPACE.status()).isEqualTo(Workspace.Status.ACTIVE);
    assertThat(full.owner()).contains(ADA);
    assertThat(full.settings()).isEqualTo(settings);
    assertThat(full.status()).isEqualTo(Workspace.Status.ARCHIVED);
    assertRefused(() -> Workspace.of(NORTH, "north", " ")).at("name").withCode("invalid_workspace");
  }

  @Test
  void whatIsStoredIsReadBack() {
    for (WorkspaceRole role : WorkspaceRole.values()) {
      assertThat(WorkspaceRole.ofStored(role.stored())).isEqualTo(role);
    }
    for (TenantUser.Standing standing : TenantUser.Standing.values()) {
      assertThat(TenantUser.Standing.ofStored(standing.stored())).isEqualTo(standing);
    }
    for (Workspace.Status status : Workspace.Status.values()) {
      assertThat(Workspace.Status.ofStored(status.stored())).isEqualTo(status);
    }
  }

  @Test
  void onlyAViewerDoesNotWork() {
    assertThat(WorkspaceRole.values())
        .filteredOn(role -> !role.mayWork())
        .containsExactly(WorkspaceRole.VIEWER);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101, Integer.MAX_VALUE})
  void aPercentageIsFromZeroToAHundred(int percent) {
    ModuleRollout rollout = ModuleRollout.toEveryone("ai_cro", "ops");

    assertRefused(() -> rollout.toPercent(percent))
        .at("percent")
        .withCode("invalid_rollout")
        .saying("expected 0 to 100, found " + percent);
  }

  @Test
  void whoChangesAModuleIsNamed() {
    assertRefused(() -> ModuleRollout.toEveryone("ai_cro", " ")).at("by");
    assertRefused(() -> ModuleSwitch.on("ai_cro", "a".repeat(256))).at("by");
    assertRefused(() -> ModuleSwitch.off("", "ada")).at("module").withCode("invalid_switch");
  }

  @Test
  void aTenantIsInTheBetaWhenItsConfigurationSaysSo() {
    Tenant tenant = Tenant.of(TENANT, "slug", "Name");

    assertThat(tenant.inBeta()).isFalse();
    assertThat(tenant.configured(JsonObject.of("beta", true)).inBeta()).isTrue();
    assertThat(tenant.configured(JsonObject.of("beta", false)).inBeta()).isFalse();
  }
}
