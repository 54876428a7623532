package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must offer whoever operates the kernel, across tenants. */
abstract class OperatorContract extends StoreContract {
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void tenantsAreRegisteredAndReplaced() {
    Tenant first =
        Tenant.of(A.tenant(), "b-first", "First")
            .describedAs("it's the first")
            .configured(JsonObject.of("settings", JsonObject.of("x", 0.25)));
    Tenant second = Tenant.of(B.tenant(), "a-second", "Second");
    store().register(first);
    store().register(second);
    assertThat(store().tenant(A.tenant())).contains(first);
    assertThat(store().tenants()).containsExactly(second, first);
    run(A, t -> assertThat(t.tenant()).contains(first));
    store().register(first.deactivated());
    assertThat(store().tenant(A.tenant())).contains(first.deactivated());
    assertThatThrownBy(() -> store().register(Tenant.of(B.tenant(), "b-first", "Thief")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("slug: expected one that no other tenant has, found \"b-first\"");
    assertThat(store().tenant(B.tenant())).contains(second);
  }

  @Test
  void moreTenantsThanAreReadAtOnceAreListedInTheOrderOfTheirSlugs() {
    List<String> slugs = IntStream.range(0, 1_100).mapToObj("t-%04d"::formatted).toList();
    List<String> shuffled = new ArrayList<>(slugs);
    Collections.shuffle(shuffled, new Random(7));
    shuffled.forEach(
        slug -> store().register(Tenant.of(new TenantId(UUID.randomUUID()), slug, slug)));

    assertThat(store().tenants()).extracting(Tenant::slug).containsExactlyElementsOf(slugs);
  }

  @Test
  void aRegisteredTenantHasAWorkspaceWithItsOwnId() {
    Tenant tenant = Tenant.of(A.tenant(), "first", "It's the \"first\"");
    store().register(tenant);
    Workspace renamed = tenant.home().called("main");
    run(
        A,
        t -> {
          assertThat(t.identity().workspaces(Page.first(10))).containsExactly(tenant.home());
          t.identity().put(renamed);
        });
    store().register(tenant.deactivated());
    run(A, t -> assertThat(t.identity().workspaces(Page.first(10))).containsExactly(renamed));
  }

  @Test
  void aWorkspaceThatHasItsSlugAlreadyKeepsIt() {
    Tenant tenant = Tenant.of(A.tenant(), "first", "First");
    Workspace earlier =
        Workspace.of(new WorkspaceId(B.tenant().value()), Workspace.HOME_SLUG, "Earlier");
    run(A, t -> t.identity().put(earlier));
    store().register(tenant);
    store().register(tenant);
    run(
        A,
        t ->
            assertThat(t.identity().workspaces(Page.first(10)))
                .containsExactlyInAnyOrder(earlier, tenant.home().called(A.tenant().toString())));
  }

  @Test
  void aRefusedRegistrationLeavesNoWorkspace() {
    store().register(Tenant.of(A.tenant(), "first", "First"));
    assertThatThrownBy(() -> store().register(Tenant.of(B.tenant(), "first", "Thief")))
        .isInstanceOf(InvalidInputException.class);
    run(B, t -> assertThat(t.identity().workspaces(Page.first(10))).isEmpty());
  }

  @Test
  void aTenantThatIsNotRegisteredHasNoRegistration() {
    assertThat(store().tenant(A.tenant())).isEmpty();
    assertThat(store().tenants()).isEmpty();
    run(A, t -> assertThat(t.tenant()).isEmpty());
  }

  @Test
  void openPartitionsSayWhereSomethingIsDue() {
    assertThat(store().openPartitions(NOW)).isEmpty();
    RecordedEvent one = queue(StoreSamples.about(A, "L-1", "1"));
    RecordedEvent two = queue(StoreSamples.about(A, "L-1", "2"));
    RecordedEvent ofB = queue(StoreSamples.about(B, "L-1", "3"));
    append(StoreSamples.about(B, "L-2", "in hand"));
    int partition = EntityKey.of(one.event().entity()).partition();
    OpenPartition openOfA = new OpenPartition(A.tenant(), partition);
    OpenPartition openOfB = new OpenPartition(B.tenant(), partition);
    assertThat(store().openPartitions(NOW)).containsExactlyInAnyOrder(openOfA, openOfB);
    record(B, Batch.empty().retry(ofB, 1, LATER));
    record(A, Batch.empty().completed(one));
    assertThat(store().openPartitions(NOW)).containsExactly(openOfA);
    assertThat(store().openPartitions(LATER)).containsExactlyInAnyOrder(openOfA, openOfB);
    record(A, Batch.empty().completed(two));
    assertThat(store().openPartitions(NOW)).isEmpty();
    assertThat(store().openPartitions(LATER.minusNanos(1_000))).isEmpty();
    assertThat(store().openPartitions(LATER)).containsExactly(openOfB);
  }

  /** Another node's clock may be ahead of the one that asks. */
  @Test
  void whatHasNotBeenTriedIsDueWhateverTheClocksSay() {
    RecordedEvent failed = queue(StoreSamples.about(A, "L-1", "1"));
    record(A, Batch.empty().retry(failed, 1, LATER));
    assertThat(store().openPartitions(NOW)).isEmpty();
    append(Arrival.queued(StoreSamples.about(A, "L-1", "2")), LATER);
    assertThat(store().openPartitions(NOW))
        .containsExactly(
            new OpenPartition(A.tenant(), EntityKey.of(failed.event().entity()).partition()));
  }

  @Test
  void everyPartitionThatHasWorkIsOpen() {
    store()
        .accept(
            IntStream.range(0, 200).mapToObj(n -> StoreSamples.about(A, "L-" + n, "1")).toList(),
            Admission.EVERYONE,
            NOW,
            Wake.NOBODY);
    assertThat(store().openPartitions(NOW))
        .extracting(OpenPartition::partition)
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  }

  @Test
  void tenantsAreFoundByWhatTheyHave() {
    assertThat(store().tenantsWithEvents()).isEmpty();
    assertThat(store().tenantsWithSteps()).isEmpty();
    assertThat(store().tenantsWithDeadLetters()).isEmpty();
    RecordedEvent ofA = append(StoreSamples.event(A, "1").build());
    append(StoreSamples.event(A, "2").build());
    RecordedEvent ofB = append(StoreSamples.event(B, "3").build());
    addStep(
        A,
        new NewStep(
            act(ofA, ActionStatus.PENDING), ActionType.AGENT_RUN, "", NOW.plusSeconds(9_000)));
    run(B, t -> t.deadLetters().add(StoreSamples.letter(WorkItem.of(ofB.id()), NOW)));
    assertThat(store().tenantsWithEvents()).containsExactlyInAnyOrder(A.tenant(), B.tenant());
    assertThat(store().tenantsWithSteps()).containsExactly(A.tenant());
    assertThat(store().tenantsWithDeadLetters()).containsExactly(B.tenant());
  }

  @Test
  void theOldestDueWorkIsAnEventOrAStep() {
    assertThat(store().oldestDue()).isEmpty();
    assertThat(store().stats().oldestDue()).isEmpty();
    RecordedEvent done = append(StoreSamples.event(A, "done").build());
    assertThat(store().oldestDue()).isEmpty();
    RecordedEvent first = append(Arrival.queued(StoreSamples.event(A, "1").build()), NOW);
    append(Arrival.queued(StoreSamples.event(B, "2").build()), LATER);
    assertThat(store().oldestDue()).contains(NOW);
    record(A, Batch.empty().retry(first, 1, LATER.plusSeconds(1)));
    assertThat(store().oldestDue()).contains(LATER);
    ActionId step = act(done, ActionStatus.PENDING);
    addStep(A, new NewStep(step, ActionType.AGENT_RUN, "", NOW.plusSeconds(1)));
    assertThat(store().oldestDue()).contains(NOW.plusSeconds(1));
    assertThat(store().stats().oldestDue()).contains(NOW.plusSeconds(1));
  }

  @Test
  void everythingIsCountedOverAllTenants() {
    queue(StoreSamples.event(A, "pending").build());
    queue(StoreSamples.event(B, "pending").build());
    RecordedEvent failed = queue(StoreSamples.event(A, "failed").build());
    record(
        A,
        Batch.empty()
            .retry(failed, 1, LATER)
            .attempt(StoreSamples.attempt(WorkItem.of(failed.id()), 1, NOW)));
    bury(queue(StoreSamples.event(B, "dead").build()), NOW);
    RecordedEvent done = append(StoreSamples.event(B, "done").build());
    ActionId action = act(done, ActionStatus.SKIPPED);
    record(B, Batch.empty().effect(action, done, StoreSamples.message("m")));
    KernelStats stats = store().stats();
    assertThat(stats.events()).hasSameSizeAs(EventStatus.values());
    assertThat(stats.events())
        .containsEntry(EventStatus.PENDING, 2L)
        .containsEntry(EventStatus.PROCESSING, 0L)
        .containsEntry(EventStatus.FAILED, 1L)
        .containsEntry(EventStatus.DEAD, 1L)
        .containsEntry(EventStatus.COMPLETED, 1L);
    assertThat(stats.actions()).hasSameSizeAs(ActionStatus.values());
    assertThat(stats.actions()).containsEntry(ActionStatus.SKIPPED, 1L);
    assertThat(stats.outbox())
        .containsOnlyKeys("scheduled", "sent", "delivered", "failed")
        .containsEntry("scheduled", 1L);
    assertThat(stats.failedAttempts()).isEqualTo(1);
    assertThat(stats.oldestDue()).contains(NOW);
  }

  @Test
  void aStoreWithoutAnythingCountsZeros() {
    KernelStats stats = store().stats();
    assertThat(stats.events()).hasSameSizeAs(EventStatus.values()).containsValue(0L);
    assertThat(stats.actions()).hasSameSizeAs(ActionStatus.values()).containsValue(0L);
    assertThat(stats.failedAttempts()).isZero();
  }

  @Test
  void pausesAreKeptUntilTheyAreResumed() {
    assertThat(store().pauses()).isEmpty();
    Pause kernel = new Pause(Pause.Kind.KERNEL, "", "ada", "it's an \u00e9mergency", NOW);
    Pause module = new Pause(Pause.Kind.MODULE, "cmo", "bob", "", NOW);
    Pause sameIdOtherKind = new Pause(Pause.Kind.ACTION_TYPE, "cmo", "bob", "why", NOW);
    List.of(kernel, module, sameIdOtherKind).forEach(store()::pause);
    assertThat(store().pauses()).containsExactlyInAnyOrder(kernel, module, sameIdOtherKind);
    Pause replaced = new Pause(Pause.Kind.MODULE, "cmo", "eve", "longer", LATER);
    store().pause(replaced);
    assertThat(store().pauses()).containsExactlyInAnyOrder(kernel, replaced, sameIdOtherKind);
    assertThat(store().resume(Pause.Kind.MODULE, "cmo")).isTrue();
    assertThat(store().resume(Pause.Kind.MODULE, "cmo")).isFalse();
    assertThat(store().resume(Pause.Kind.TENANT, "cmo")).isFalse();
    assertThat(store().pauses()).containsExactlyInAnyOrder(kernel, sameIdOtherKind);
    assertThat(store().resume(Pause.Kind.KERNEL, "")).isTrue();
    assertThat(store().pauses()).containsExactly(sameIdOtherKind);
  }

  @Test
  void aSignalNeedsNobodyWhoListens() {
    store().signal();
    KernelStore.Subscription subscription = store().onSignal(() -> {});
    store().signal();
    subscription.close();
    subscription.close();
    store().signal();
  }

  @Test
  void anIdHasAnOwnerWhenThereIsSuchAnEvent() {
    RecordedEvent event = append(StoreSamples.event(A, "owned").build());
    assertThat(store().ownerOf(event.id())).contains(A);
    Optional<?> nobody = store().ownerOf(new EventId(event.id().value() + 4_711));
    assertThat(nobody).isEmpty();
  }

  @Test
  void aStoreSaysWhatItIs() {
    assertThat(store().describe()).isNotBlank().doesNotContain("password").doesNotContain("\n");
    assertThat(store().missingTables(List.of("kernel_events"))).isEmpty();
  }
}
