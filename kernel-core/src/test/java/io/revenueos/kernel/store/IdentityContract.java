package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.tenant.WorkspaceRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store must do about users, workspaces, members and roles of one tenant. */
abstract class IdentityContract extends StoreContract {
  static final UserId ADA = UserId.of("ada00000-0000-4000-8000-000000000001");
  static final UserId BOB = UserId.of("0b0b0000-0000-4000-8000-000000000002");
  static final WorkspaceId NORTH = new WorkspaceId(uuid("0a000000-0000-4000-8000-000000000001"));

  /** The first half is a negative number: unsigned it comes last. */
  static final WorkspaceId SOUTH = new WorkspaceId(uuid("f0000000-0000-4000-8000-000000000002"));

  static final Role SALES = new Role("sales");

  private static UUID uuid(String text) {
    return UUID.fromString(text);
  }

  static Workspace workspace(WorkspaceId id, String slug) {
    return Workspace.of(id, slug, "It's \u00e9 \"name\"");
  }

  private void change(Consumer<Identity> work) {
    run(A, t -> work.accept(t.identity()));
  }

  /** A tenant with two users and one workspace. */
  private void populate() {
    change(
        identity -> {
          identity.put(TenantUser.admin(ADA));
          identity.put(TenantUser.member(BOB));
          identity.put(workspace(NORTH, "north"));
        });
  }

  private void assertUnknown(String code, String name, Consumer<Identity> work) {
    assertThatThrownBy(() -> change(work))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code))
        .hasMessageContaining(name)
        .hasMessageContaining(A.tenant().toString());
  }

  @Test
  void usersAreAddedAndTheirStandingChanges() {
    populate();
    change(
        identity -> {
          assertThat(identity.user(ADA)).contains(TenantUser.admin(ADA));
          assertThat(identity.user(BOB)).contains(TenantUser.member(BOB));
          identity.put(TenantUser.admin(BOB));
        });
    change(
        identity -> {
          assertThat(identity.user(BOB)).contains(TenantUser.admin(BOB));
          assertThat(identity.users(Page.first(10)))
              .containsExactly(TenantUser.admin(BOB), TenantUser.admin(ADA));
        });
  }

  @Test
  void aWorkspaceIsKeptAsItIsAndReplaced() {
    populate();
    Workspace full =
        workspace(SOUTH, "south")
            .ownedBy(ADA)
            .configured(JsonObject.of("colour", "r\u00f6t").with("limit", 0.25));
    change(identity -> identity.put(full));
    change(
        identity -> {
          assertThat(identity.workspace(SOUTH)).contains(full);
          assertThat(identity.workspace(NORTH)).contains(workspace(NORTH, "north"));
          identity.put(full.archived().ownedBy(BOB));
        });
    change(
        identity -> assertThat(identity.workspace(SOUTH)).contains(full.archived().ownedBy(BOB)));
    change(identity -> identity.put(workspace(SOUTH, "south-2")));
    change(identity -> assertThat(identity.workspace(SOUTH)).contains(workspace(SOUTH, "south-2")));
  }

  @Test
  void aSlugIsTakenOnce() {
    populate();
    change(identity -> identity.put(workspace(SOUTH, "south")));
    assertRefused(() -> change(identity -> identity.put(workspace(SOUTH, "north"))))
        .at("slug")
        .withCode("invalid_workspace")
        .saying("expected one that no other workspace of the tenant has, found \"north\"");
    WorkspaceId third = new WorkspaceId(UUID.randomUUID());
    assertRefused(() -> change(identity -> identity.put(workspace(third, "north")))).at("slug");
    change(
        identity -> {
          assertThat(identity.workspace(third)).isEmpty();
          assertThat(identity.workspace(SOUTH)).contains(workspace(SOUTH, "south"));
        });
  }

  @Test
  void listsComeInPagesInTheOrderOfIds() {
    populate();
    change(identity -> identity.put(workspace(SOUTH, "south")));
    change(
        identity -> {
          assertThat(identity.workspaces(Page.first(1)))
              .extracting(Workspace::id)
              .containsExactly(NORTH);
          assertThat(identity.workspaces(Page.after(NORTH, 10)))
              .extracting(Workspace::id)
              .containsExactly(SOUTH);
          assertThat(identity.workspaces(Page.after(SOUTH, 10))).isEmpty();
          assertThat(identity.users(Page.first(1))).containsExactly(TenantUser.member(BOB));
          assertThat(identity.users(Page.after(BOB, 1))).containsExactly(TenantUser.admin(ADA));
          assertThat(identity.users(Page.after(ADA, 1))).isEmpty();
        });
  }

  @Test
  void membersComeGoAndChange() {
    populate();
    Member bob = new Member(NORTH, BOB, WorkspaceRole.VIEWER);
    Member ada = new Member(NORTH, ADA, WorkspaceRole.OWNER);
    change(
        identity -> {
          assertThat(identity.member(NORTH, BOB)).isEmpty();
          identity.put(bob);
          identity.put(ada);
        });
    Member promoted = new Member(NORTH, BOB, WorkspaceRole.ADMIN);
    change(
        identity -> {
          assertThat(identity.members(NORTH, Page.first(10))).containsExactly(bob, ada);
          assertThat(identity.members(NORTH, Page.first(1))).containsExactly(bob);
          assertThat(identity.members(NORTH, Page.after(BOB, 10))).containsExactly(ada);
          assertThat(identity.members(NORTH, Page.after(ADA, 10))).isEmpty();
          identity.put(promoted);
        });
    change(
        identity -> {
          assertThat(identity.member(NORTH, BOB)).contains(promoted);
          assertThat(identity.removeMember(NORTH, BOB)).isTrue();
          assertThat(identity.removeMember(NORTH, BOB)).isFalse();
          assertThat(identity.members(NORTH, Page.after(BOB, 10))).containsExactly(ada);
        });
    change(identity -> assertThat(identity.members(NORTH, Page.first(10))).containsExactly(ada));
  }

  @Test
  void rolesAreGrantedAndRevoked() {
    populate();
    change(
        identity -> {
          assertThat(identity.roles(BOB)).isEmpty();
          assertThat(identity.grant(BOB, SALES)).isTrue();
          assertThat(identity.grant(BOB, SALES)).isFalse();
          assertThat(identity.grant(BOB, Role.MANAGER)).isTrue();
        });
    change(
        identity -> {
          assertThat(identity.roles(BOB)).isEqualTo(Set.of(SALES, Role.MANAGER));
          assertThat(identity.roles(ADA)).isEmpty();
          assertThat(identity.revoke(BOB, SALES)).isTrue();
          assertThat(identity.revoke(BOB, SALES)).isFalse();
        });
    change(identity -> assertThat(identity.roles(BOB)).containsExactly(Role.MANAGER));
  }

  @Test
  void whoLeavesTheTenantLeavesItsWorkspacesAndRoles() {
    populate();
    Member ada = new Member(NORTH, ADA, WorkspaceRole.MEMBER);
    change(
        identity -> {
          identity.put(ada);
          identity.put(new Member(NORTH, BOB, WorkspaceRole.MEMBER));
          identity.grant(BOB, SALES);
          identity.grant(ADA, SALES);
        });
    change(identity -> identity.remove(BOB));
    change(
        identity -> {
          assertThat(identity.user(BOB)).isEmpty();
          assertThat(identity.member(NORTH, BOB)).isEmpty();
          assertThat(identity.members(NORTH, Page.first(10))).containsExactly(ada);
          assertThat(identity.roles(ADA)).containsExactly(SALES);
          identity.put(TenantUser.member(BOB));
          assertThat(identity.roles(BOB)).isEmpty();
        });
  }

  @Test
  void anOwnerDoesNotLeave() {
    populate();
    change(identity -> identity.put(workspace(NORTH, "north").ownedBy(BOB)));
    assertThatThrownBy(() -> change(identity -> identity.remove(BOB)))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo("still_owner"))
        .hasMessage("user %s owns workspace %s; give it another owner first", BOB, NORTH);
    change(identity -> assertThat(identity.user(BOB)).isPresent());
    change(
        identity -> {
          identity.put(workspace(NORTH, "north").ownedBy(ADA));
          identity.remove(BOB);
          assertThat(identity.user(BOB)).isEmpty();
        });
  }

  @Test
  void aUserWhoIsNotTheTenantsIsRefusedByName() {
    populate();
    UserId eve = new UserId(UUID.randomUUID());
    Stream.<Consumer<Identity>>of(
            identity -> identity.remove(eve),
            identity -> identity.put(workspace(SOUTH, "south").ownedBy(eve)),
            identity -> identity.put(new Member(NORTH, eve, WorkspaceRole.MEMBER)),
            identity -> identity.grant(eve, SALES),
            identity -> identity.revoke(eve, SALES),
            identity -> identity.roles(eve))
        .forEach(work -> assertUnknown("unknown_user", eve.toString(), work));
    change(
        identity -> {
          Optional<TenantUser> nobody = identity.user(eve);
          assertThat(nobody).isEmpty();
          assertThat(identity.workspace(SOUTH)).isEmpty();
          assertThat(identity.members(NORTH, Page.first(10))).isEmpty();
        });
  }

  @Test
  void aWorkspaceThatIsNotTheTenantsIsRefusedByName() {
    populate();
    Stream.<Consumer<Identity>>of(
            identity -> identity.put(new Member(SOUTH, BOB, WorkspaceRole.MEMBER)),
            identity -> identity.member(SOUTH, BOB),
            identity -> identity.members(SOUTH, Page.first(10)),
            identity -> identity.removeMember(SOUTH, BOB))
        .forEach(work -> assertUnknown("unknown_workspace", SOUTH.toString(), work));
    change(identity -> assertThat(identity.workspace(SOUTH)).isEmpty());
  }

  @Test
  void everythingIsAsBeforeAfterARollback() {
    populate();
    change(
        identity -> {
          identity.put(new Member(NORTH, BOB, WorkspaceRole.MEMBER));
          identity.grant(BOB, SALES);
        });
    assertThatThrownBy(
            () ->
                change(
                    identity -> {
                      identity.put(workspace(SOUTH, "south"));
                      identity.put(workspace(NORTH, "renamed"));
                      identity.remove(BOB);
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    change(
        identity -> {
          List<Workspace> kept = identity.workspaces(Page.first(10));
          assertThat(kept).containsExactly(workspace(NORTH, "north"));
          assertThat(identity.member(NORTH, BOB)).isPresent();
          assertThat(identity.roles(BOB)).containsExactly(SALES);
        });
  }
}
