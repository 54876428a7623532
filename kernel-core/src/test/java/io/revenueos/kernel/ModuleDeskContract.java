package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.store.StoreFixture;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.tenant.WorkspaceRole;
import io.revenueos.kernel.testkit.TestModules;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let in to a module, on every store; and for every refusal, what it says. */
public abstract class ModuleDeskContract {
  private static final Tenant A =
      Tenant.of(TenantId.of("aaaaaaaa-0000-4000-8000-000000000001"), "a", "A");
  private static final Tenant B =
      Tenant.of(TenantId.of("bbbbbbbb-0000-4000-8000-000000000002"), "b", "B");
  private static final ModuleId MODULE = new ModuleId("ai_test");
  private static final Role SALES = new Role("sales");
  private static final UserId ADA = UserId.of("ada00000-0000-4000-8000-000000000001");
  private static final UserId BOB = UserId.of("0b0b0000-0000-4000-8000-000000000002");
  private static final UserId CY = UserId.of("c1000000-0000-4000-8000-000000000003");
  private static final Workspace NORTH =
      Workspace.of(new WorkspaceId(UUID.randomUUID()), "north", "North");

  /** Bob, a member of the workspace, to whom the module's role is granted. */
  private static final TenantScope SCOPE = TenantScope.of(A.id()).in(NORTH.id()).as(Actor.of(BOB));

  private StoreFixture fixture;
  private Kernel kernel;

  protected abstract StoreFixture open();

  @BeforeEach
  void openKernel() {
    fixture = open();
    kernel = Kernel.builder().store(fixture.store()).module(TestModules.module("ai_test")).build();
    kernel.register(A);
    kernel.register(B);
    change(
        A,
        identity -> {
          identity.put(TenantUser.admin(ADA));
          identity.put(TenantUser.member(BOB));
          identity.put(TenantUser.member(CY));
          identity.put(NORTH);
          identity.put(new Member(NORTH.id(), BOB, WorkspaceRole.MEMBER));
          identity.grant(BOB, SALES);
        });
  }

  @AfterEach
  void closeKernel() {
    kernel.close();
    fixture.close();
  }

  private void change(Tenant tenant, Consumer<Identity> work) {
    kernel
        .control()
        .identity(
            tenant.scope(),
            identity -> {
              work.accept(identity);
              return identity;
            });
  }

  private static TenantScope as(UserId user) {
    return SCOPE.as(Actor.of(user));
  }

  private void assertLetIn(TenantScope scope) {
    assertThat(kernel.modules().require(scope, MODULE, "setup").key()).isEqualTo("intake");
  }

  private void assertRefused(TenantScope scope, String code, String message) {
    assertRefused(scope, MODULE, "setup", code, message);
  }

  private void assertRefused(
      TenantScope scope, ModuleId module, String mode, String code, String message) {
    assertThatThrownBy(() -> kernel.modules().require(scope, module, mode))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code))
        .hasMessage(message);
  }

  @Test
  void whoHasTheRoleAndAPlaceIsLetIn() {
    assertLetIn(SCOPE);
    assertLetIn(TenantScope.of(A.id()).as(Actor.of(BOB)));
  }

  @Test
  void aModuleThatIsNotThereOrPlannedOrHasNoSuchModeIsNamed() {
    assertRefused(
        SCOPE,
        new ModuleId("ai_cxo"),
        "setup",
        "unknown_module",
        "module ai_cxo is not registered; registered: [ai_cfo, ai_coo, ai_test]");
    assertRefused(
        SCOPE,
        new ModuleId("ai_cfo"),
        "setup",
        "module_planned",
        "module ai_cfo is planned: it cannot be requested yet");
    assertRefused(
        SCOPE,
        MODULE,
        "dance",
        "unknown_mode",
        "module ai_test has no mode \"dance\"; it has [setup]");
  }

  /** Who calls from code without null checks. */
  @Test
  void aRequestNeedsAScope() {
    assertThatThrownBy(() -> kernel.modules().require(null, MODULE, "setup"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("missing_scope"))
        .hasMessage("a request to module ai_test needs a scope, and has none");
  }

  @Test
  void aModuleThatIsOffSaysWhy() {
    kernel.modules().disable(TenantScope.of(A.id()), MODULE, "ops");
    assertRefused(
        SCOPE,
        "module_off",
        "module ai_test is off for tenant %s: the tenant's own switch is off, set by ops"
            .formatted(A.id()));
    kernel.register(A.deactivated());
    assertThatThrownBy(() -> kernel.modules().require(SCOPE, MODULE, "setup"))
        .hasMessageContaining("is off for tenant");
    kernel.modules().enable(TenantScope.of(A.id()), MODULE, "ops");
    assertRefused(SCOPE, "inactive_tenant", "tenant %s is deactivated".formatted(A.id()));
  }

  @Test
  void aTenantThatIsNotRegisteredIsNamed() {
    TenantId stranger = new TenantId(UUID.randomUUID());
    assertRefused(
        TenantScope.of(stranger).as(Actor.of(BOB)),
        "unknown_tenant",
        "tenant %s is not registered; call Kernel.register".formatted(stranger));
  }

  @Test
  void aRequestNeedsAnActorOfTheTenant() {
    assertRefused(
        SCOPE.withoutActor(),
        "missing_actor",
        "a request to module ai_test needs an actor; call scope.as(Actor.of(user))");
    UserId eve = new UserId(UUID.randomUUID());
    assertRefused(
        as(eve), "unknown_user", "user %s does not belong to tenant %s".formatted(eve, A.id()));
    change(A, identity -> identity.remove(BOB));
    assertRefused(
        SCOPE, "unknown_user", "user %s does not belong to tenant %s".formatted(BOB, A.id()));
  }

  @Test
  void aWorkspaceOfAnotherTenantIsNoneOfThisOne() {
    Workspace ofB = Workspace.of(new WorkspaceId(UUID.randomUUID()), "theirs", "Theirs");
    change(B, identity -> identity.put(ofB));
    assertRefused(
        SCOPE.in(ofB.id()),
        "unknown_workspace",
        "tenant %s has no workspace %s".formatted(A.id(), ofB.id()));
    assertRefused(
        TenantScope.of(B.id()).in(NORTH.id()).as(Actor.of(BOB)),
        "unknown_user",
        "user %s does not belong to tenant %s".formatted(BOB, B.id()));
  }

  @Test
  void nobodyWorksInAnArchivedWorkspace() {
    change(A, identity -> identity.put(NORTH.archived()));
    assertRefused(SCOPE, "archived_workspace", "workspace %s is archived".formatted(NORTH.id()));
  }

  @Test
  void whoHasNoPlaceInTheWorkspaceIsRefused() {
    change(A, identity -> identity.grant(CY, SALES));
    assertRefused(
        as(CY),
        "no_workspace_access",
        "user %s is not a member of workspace %s".formatted(CY, NORTH.id()));
    change(A, identity -> identity.put(new Member(NORTH.id(), CY, WorkspaceRole.VIEWER)));
    assertRefused(
        as(CY),
        "no_workspace_access",
        "user %s may see workspace %s, and not work in it".formatted(CY, NORTH.id()));
    change(A, identity -> identity.put(new Member(NORTH.id(), CY, WorkspaceRole.MEMBER)));
    assertLetIn(as(CY));
  }

  @Test
  void ownersAndAdminsOfTheTenantHaveAPlaceInAWorkspace() {
    change(
        A,
        identity -> {
          identity.put(NORTH.ownedBy(CY));
          identity.grant(CY, SALES);
          identity.grant(ADA, SALES);
        });
    assertLetIn(as(CY));
    assertLetIn(as(ADA));
  }

  @Test
  void aRoleThatIsClaimedAndNotGrantedDoesNotCount() {
    change(
        A,
        identity -> {
          identity.revoke(BOB, SALES);
          identity.grant(BOB, new Role("writer"));
          identity.grant(BOB, Role.MANAGER);
        });
    assertRefused(
        SCOPE.as(Actor.of(BOB, SALES)),
        "missing_role",
        "module ai_test asks for one of the roles sales; user %s has manager, writer"
            .formatted(BOB));
    assertRefused(
        as(ADA),
        "missing_role",
        "module ai_test asks for one of the roles sales; user %s has none".formatted(ADA));
  }

  @Test
  void aRoleInOneTenantIsNoneInAnother() {
    change(B, identity -> identity.put(TenantUser.admin(BOB)));
    assertRefused(
        TenantScope.of(B.id()).as(Actor.of(BOB)),
        "missing_role",
        "module ai_test asks for one of the roles sales; user %s has none".formatted(BOB));
  }
}
