package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do about the workspace that an event names. */
abstract class EventWorkspaceContract extends StoreContract {
  private static final WorkspaceId NORTH =
      new WorkspaceId(UUID.fromString("cccccccc-0000-4000-8000-000000000003"));
  private static final WorkspaceId SOUTH =
      new WorkspaceId(UUID.fromString("dddddddd-0000-4000-8000-000000000004"));

  private final KernelEvent inNorth = event(A.in(NORTH), "north");
  private final KernelEvent inSouth = event(B.in(SOUTH), "south");
  private final KernelEvent misplaced = event(A.in(SOUTH), "misplaced");

  private static KernelEvent event(TenantScope scope, String correlation) {
    return StoreSamples.event(scope, correlation).build();
  }

  @BeforeEach
  void giveEachTenantAWorkspace() {
    store().register(Tenant.of(A.tenant(), "first", "First"));
    store().register(Tenant.of(B.tenant(), "second", "Second"));
    put(A, Workspace.of(NORTH, "north", "North"));
    put(B, Workspace.of(SOUTH, "south", "South"));
  }

  private void put(TenantScope scope, Workspace workspace) {
    in(
        scope,
        transaction -> {
          transaction.identity().put(workspace);
          return workspace;
        });
  }

  private List<Receipt> accept(KernelEvent... events) {
    return store().accept(List.of(events), Admission.EVERYONE, NOW, Wake.NOBODY);
  }

  private static void assertMisplaced(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("unknown_workspace"))
        .hasMessage("tenant %s has no workspace %s", A.tenant(), SOUTH);
  }

  @Test
  void aWorkspaceOfAnotherTenantIsRefusedAndNothingIsStored() {
    assertMisplaced(() -> accept(misplaced));
    assertMisplaced(() -> store().acceptOne(misplaced, Admission.EVERYONE, NOW, Wake.NOBODY));
    assertMisplaced(() -> accept(inNorth, event(A, "nowhere"), misplaced));
    assertMisplaced(() -> accept(inSouth, misplaced, inNorth));
    assertThat(store().tenantsWithEvents()).isEmpty();
  }

  @Test
  void aRefusalSaysWhoseEventsItConcernsAndWhoseNot() {
    assertThatThrownBy(() -> accept(inSouth, misplaced, inNorth, event(A, "nowhere")))
        .isInstanceOfSatisfying(
            NotAdmittedException.class,
            refused -> {
              assertThat(refused.concerns(misplaced.scope())).isTrue();
              assertThat(refused.concerns(inNorth.scope())).isFalse();
              assertThat(refused.concerns(inSouth.scope())).isFalse();
              assertThat(refused.concerns(A)).isFalse();
            });
    store().register(Tenant.of(B.tenant(), "second", "Second").deactivated());
    assertThatThrownBy(() -> accept(inNorth, inSouth))
        .isInstanceOfSatisfying(
            NotAdmittedException.class,
            refused -> {
              assertThat(refused.concerns(inSouth.scope())).isTrue();
              assertThat(refused.concerns(inNorth.scope())).isFalse();
            });
  }

  @Test
  void aWorkspaceOfTheTenantIsKept() {
    List<Receipt> receipts = accept(inNorth, inSouth, event(A, "nowhere"));
    assertThat(receipts).hasSize(3).noneMatch(Receipt::duplicate);
    assertThat(in(A, t -> t.events().find(receipts.get(0).eventId())).orElseThrow().event())
        .isEqualTo(inNorth);
    KernelEvent more = event(A.in(NORTH), "more");
    Accepted alone = store().acceptOne(more, Admission.EVERYONE, NOW, Wake.NOBODY);
    assertThat(in(A, t -> t.events().find(alone.receipt().eventId())).orElseThrow().event())
        .isEqualTo(more);
  }

  @Test
  void theTenantsOwnIsThereFromItsRegistrationOn() {
    KernelEvent home = event(A.in(new WorkspaceId(A.tenant().value())), "home");
    assertThat(accept(home)).noneMatch(Receipt::duplicate);
  }

  @Test
  void whatCameBeforeTheRegistrationIsADuplicateAfterIt() {
    TenantScope late =
        TenantScope.of(TenantId.of("eeeeeeee-0000-4000-8000-000000000005")).in(NORTH);
    KernelEvent event = event(late, "early");
    accept(event);
    store().register(Tenant.of(late.tenant(), "late", "Late"));

    assertThat(accept(event)).allMatch(Receipt::duplicate);
    assertThat(accept(event, event)).allMatch(Receipt::duplicate);
    assertThat(store().acceptOne(event, Admission.EVERYONE, NOW, Wake.NOBODY).receipt().duplicate())
        .isTrue();
    assertThatThrownBy(() -> accept(event, event(late, "new")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aTenantWithoutRegistrationHasNoListToLookAt() {
    TenantScope unregistered =
        TenantScope.of(TenantId.of("eeeeeeee-0000-4000-8000-000000000005")).in(NORTH);
    assertThat(accept(event(unregistered, "anywhere"))).noneMatch(Receipt::duplicate);
    assertThat(
            store()
                .acceptOne(event(unregistered, "more"), Admission.EVERYONE, NOW, Wake.NOBODY)
                .receipt()
                .duplicate())
        .isFalse();
  }
}
