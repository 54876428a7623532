package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.IdentityContract.ADA;
import static io.revenueos.kernel.store.IdentityContract.BOB;
import static io.revenueos.kernel.store.IdentityContract.NORTH;
import static io.revenueos.kernel.store.IdentityContract.SALES;
import static io.revenueos.kernel.store.IdentityContract.workspace;
import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceRole;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must keep from a tenant that knows another one's users and workspaces. */
abstract class IdentityIsolationContract extends StoreContract {
  private static final Member MEMBER = new Member(NORTH, BOB, WorkspaceRole.MEMBER);
  private static final Workspace OWNED = workspace(NORTH, "north").ownedBy(ADA);

  @BeforeEach
  void giveAWhatBMustNotSee() {
    run(
        A,
        t -> {
          t.identity().put(TenantUser.admin(ADA));
          t.identity().put(TenantUser.member(BOB));
          t.identity().put(OWNED);
          t.identity().put(MEMBER);
          t.identity().grant(BOB, SALES);
        });
  }

  private void assertAHasWhatItHad() {
    run(
        A,
        t -> {
          assertThat(t.identity().users(Page.first(10)))
              .containsExactly(TenantUser.member(BOB), TenantUser.admin(ADA));
          assertThat(t.identity().workspaces(Page.first(10))).containsExactly(OWNED);
          assertThat(t.identity().members(NORTH, Page.first(10))).containsExactly(MEMBER);
          assertThat(t.identity().roles(BOB)).containsExactly(SALES);
        });
  }

  @Test
  void anotherTenantSeesNothing() {
    run(
        B,
        t -> {
          assertThat(t.identity().user(ADA)).isEmpty();
          assertThat(t.identity().users(Page.first(10))).isEmpty();
          assertThat(t.identity().workspace(NORTH)).isEmpty();
          assertThat(t.identity().workspaces(Page.first(10))).isEmpty();
        });
  }

  @Test
  void aWorkspaceOfAnotherTenantTakesNoMembers() {
    run(B, t -> t.identity().put(TenantUser.admin(ADA)));
    Stream.<Consumer<Identity>>of(
            identity -> identity.put(new Member(NORTH, ADA, WorkspaceRole.OWNER)),
            identity -> identity.member(NORTH, BOB),
            identity -> identity.members(NORTH, Page.first(10)),
            identity -> identity.removeMember(NORTH, BOB))
        .forEach(
            work ->
                assertThatThrownBy(() -> run(B, t -> work.accept(t.identity())))
                    .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("unknown_workspace"))
                    .hasMessage("tenant %s has no workspace %s", B.tenant(), NORTH));
    assertAHasWhatItHad();
  }

  @Test
  void aUserOfAnotherTenantCannotBeUsed() {
    Stream.<Consumer<Identity>>of(
            identity -> identity.remove(BOB),
            identity -> identity.put(workspace(NORTH, "stolen").ownedBy(BOB)),
            identity -> identity.grant(BOB, Role.ADMIN),
            identity -> identity.revoke(BOB, SALES),
            identity -> identity.roles(BOB))
        .forEach(
            work ->
                assertThatThrownBy(() -> run(B, t -> work.accept(t.identity())))
                    .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("unknown_user"))
                    .hasMessage("user %s does not belong to tenant %s", BOB, B.tenant()));
    assertAHasWhatItHad();
  }

  /** A person may belong to several tenants, and ids and slugs are a tenant's own. */
  @Test
  void theSameIdsInAnotherTenantAreOtherRows() {
    Workspace ofB = workspace(NORTH, "north");
    run(
        B,
        t -> {
          t.identity().put(TenantUser.member(ADA));
          t.identity().put(TenantUser.member(BOB));
          t.identity().put(ofB);
          t.identity().put(new Member(NORTH, ADA, WorkspaceRole.VIEWER));
          t.identity().grant(ADA, Role.MANAGER);
        });
    assertAHasWhatItHad();
    run(
        B,
        t -> {
          assertThat(t.identity().workspace(NORTH)).contains(ofB);
          assertThat(t.identity().removeMember(NORTH, BOB)).isFalse();
          t.identity().remove(BOB);
          t.identity().put(ofB.archived());
          assertThat(t.identity().roles(ADA)).containsExactly(Role.MANAGER);
        });
    assertAHasWhatItHad();
  }
}
