package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do. A new store is a subclass that says how to open an empty one. */
public abstract class KernelStoreContract {
  private StoreFixture fixture;
  private KernelStore store;

  protected abstract StoreFixture open();

  @BeforeEach
  void openStore() {
    fixture = open();
    store = fixture.store();
  }

  @AfterEach
  void closeStore() {
    fixture.close();
  }

  private RecordedEvent append(TenantScope scope, KernelEvent event) {
    return store.inTransaction(
        scope,
        transaction -> {
          Receipt receipt = transaction.append(event, NOW, null);
          return transaction.event(receipt.eventId()).orElseThrow();
        });
  }

  private ActionId act(RecordedEvent event) {
    return store.inTransaction(
        event.event().scope(),
        transaction -> {
          KernelDecision decision = StoreSamples.decision(StoreSamples.action(".create_task"));
          DecisionId id = transaction.recordDecisions(event, List.of(decision), NOW).get(0);
          NewAction action =
              new NewAction(
                  id,
                  decision.actions().get(0),
                  ActionStatus.PENDING,
                  JsonObject.of("waiting_for", "override"));
          return transaction.recordActions(event, List.of(action), NOW).get(0);
        });
  }

  @Test
  void anEventComesBackAsItWasAppended() {
    KernelEvent event =
        StoreSamples.event(
                A.in(new WorkspaceId(UUID.fromString("cccccccc-0000-4000-8000-000000000003"))),
                "everything")
            .occurredAt(Instant.parse("1999-12-31T23:59:59.999999Z"))
            .idempotencyKey("key 'quoted' \u00e9")
            .with("text", "O'Brien; drop table kernel_events; -- $$ \ud83d\ude00 \\u0041 \"")
            .with("big", new BigDecimal("1e300"))
            .with("exact", new BigDecimal("0.10"))
            .with("null", null)
            .with("list", Arrays.asList("a", 1, true, null, List.of(), JsonObject.empty()))
            .with("deep", JsonObject.of("a", JsonObject.of("b", -0.5)))
            .build();
    RecordedEvent recorded = append(A, event);
    assertThat(recorded.event()).isEqualTo(event);
    assertThat(recorded.recordedAt()).isEqualTo(NOW);
    assertThat(recorded.causation()).isEmpty();
    assertThat(store.ownerOf(recorded.id())).contains(event.scope());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0001-01-01T00:00:00Z", "1582-10-10T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
  void farTimesComeBack(String instant) {
    KernelEvent event = StoreSamples.event(A, "far").occurredAt(Instant.parse(instant)).build();
    assertThat(append(A, event).event()).isEqualTo(event);
  }

  @Test
  void anEventThatDoesNotSayWhenItHappenedHappenedWhenItWasAccepted() {
    RecordedEvent recorded = append(A, StoreSamples.event(A, "when").build());
    assertThat(recorded.event().occurredAt()).isEmpty();
    assertThat(recorded.occurredAt()).isEqualTo(NOW);
  }

  @Test
  void theSecondEventWithAKeyIsTheFirstOne() {
    RecordedEvent first = append(A, StoreSamples.event(A, "twice").with("n", 1).build());
    Receipt second =
        store.inTransaction(
            A,
            transaction ->
                transaction.append(
                    StoreSamples.event(A, "twice").with("n", 2).build(), NOW.plusSeconds(1), null));
    assertThat(second).isEqualTo(new Receipt(first.id(), true));
    assertThat(append(A, first.event())).isEqualTo(first);
    assertThat(store.stats().events()).containsEntry(EventStatus.COMPLETED, 1L);
  }

  @Test
  void repeatingAnEventUsesUpNoId() {
    RecordedEvent first = append(A, StoreSamples.event(A, "first").build());
    for (int i = 0; i < 3; i++) {
      append(A, first.event());
    }
    assertThat(append(A, StoreSamples.event(A, "second").build()).id().value())
        .isEqualTo(first.id().value() + 1);
  }

  @Test
  void tenantsDoNotShareKeys() {
    RecordedEvent ofA = append(A, StoreSamples.event(A, "x").idempotencyKey("k").build());
    RecordedEvent ofB = append(B, StoreSamples.event(B, "x").idempotencyKey("k").build());
    assertThat(ofB.id()).isNotEqualTo(ofA.id());
  }

  @Test
  void aTransactionThatThrowsLeavesNothing() {
    RecordedEvent before = append(A, StoreSamples.event(A, "before").build());
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    A,
                    transaction -> {
                      Receipt receipt =
                          transaction.append(StoreSamples.event(A, "gone").build(), NOW, null);
                      transaction.enqueue(QueueEntry.pending(receipt.eventId()), NOW);
                      RecordedEvent event = transaction.event(receipt.eventId()).orElseThrow();
                      transaction.recordDecisions(event, List.of(StoreSamples.decision()), NOW);
                      transaction.recordDecisions(before, List.of(StoreSamples.decision()), NOW);
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("on purpose");
    assertThat(store.stats().events())
        .containsEntry(EventStatus.COMPLETED, 1L)
        .containsEntry(EventStatus.PENDING, 0L);
    assertThat(store.<List<RecordedDecision>>inTransaction(A, t -> t.decisions(before.id())))
        .isEmpty();
    assertThat(append(A, StoreSamples.event(A, "gone").build()).event().correlationId().value())
        .isEqualTo("gone");
  }

  @Test
  void theQueueHoldsWhatIsNotCompleted() {
    EventId id = append(A, StoreSamples.event(A, "queued").build()).id();
    QueueEntry pending = QueueEntry.pending(id);
    QueueEntry failed = pending.failedOnceMore("boom \u00e9", 5);
    QueueEntry dead = failed.failedOnceMore("boom again", 2);
    store.inTransaction(
        A,
        transaction -> {
          assertThat(transaction.lockQueued(id)).isEmpty();
          transaction.enqueue(pending, NOW);
          assertThat(transaction.lockQueued(id)).contains(pending);
          transaction.requeue(failed, NOW);
          assertThat(transaction.queued(id)).contains(failed);
          transaction.requeue(dead, NOW);
          return id;
        });
    assertThat(dead.status()).isEqualTo(EventStatus.DEAD);
    assertThat(store.<Optional<QueueEntry>>inTransaction(A, t -> t.queued(id))).contains(dead);
    assertThat(store.stats().events())
        .containsEntry(EventStatus.DEAD, 1L)
        .containsEntry(EventStatus.COMPLETED, 0L);
    store.inTransaction(
        A,
        transaction -> {
          transaction.dequeue(id);
          return transaction.queued(id);
        });
    assertThat(store.<Optional<QueueEntry>>inTransaction(A, t -> t.queued(id))).isEmpty();
    assertThat(store.stats().events()).containsEntry(EventStatus.COMPLETED, 1L);
  }

  @Test
  void decisionsAndActionsComeBackInOrder() {
    RecordedEvent event = append(A, StoreSamples.event(A, "decided").build());
    KernelDecision acting =
        StoreSamples.decision(
            StoreSamples.action(".first"),
            StoreSamples.action(".second"),
            StoreSamples.action(".third"));
    KernelDecision guarding = StoreSamples.override(new PolicyName("test.guard_v1"));
    List<RecordedDecision> read =
        store.inTransaction(
            A,
            transaction -> {
              List<DecisionId> ids =
                  transaction.recordDecisions(event, List.of(acting, guarding), NOW);
              List<NewAction> actions =
                  acting.actions().stream()
                      .map(
                          action ->
                              new NewAction(
                                  ids.get(0),
                                  action,
                                  ActionStatus.COMPLETED,
                                  JsonObject.of("for", action.reason().code())))
                      .toList();
              List<ActionId> actionIds = transaction.recordActions(event, actions, NOW);
              assertThat(actionIds).hasSize(3).doesNotHaveDuplicates();
              return transaction.decisions(event.id());
            });
    assertThat(read).extracting(RecordedDecision::decision).containsExactly(acting, guarding);
    assertThat(read.get(0).actions())
        .allSatisfy(action -> assertThat(action.completedAt()).contains(NOW))
        .allSatisfy(
            action ->
                assertThat(action.result().text("for")).contains(action.action().reason().code()));
    assertThat(read.get(0).decidedAt()).isEqualTo(NOW);
    assertThat(read.get(1).actions()).isEmpty();
  }

  @Test
  void anActionIsUpdatedInPlace() {
    RecordedEvent event = append(A, StoreSamples.event(A, "updated").build());
    ActionId id = act(event);
    Instant later = NOW.plusSeconds(60);
    RecordedAction before = store.inTransaction(A, t -> t.lockAction(id).orElseThrow());
    assertThat(before.status()).isEqualTo(ActionStatus.PENDING);
    assertThat(before.completedAt()).isEmpty();
    assertThat(before.action()).isEqualTo(StoreSamples.action(".create_task"));
    store.inTransaction(
        A,
        transaction -> {
          transaction.updateAction(
              id, ActionStatus.COMPLETED, JsonObject.of("approved_by", "ada"), later);
          return id;
        });
    RecordedAction after = store.inTransaction(A, t -> t.lockAction(id).orElseThrow());
    assertThat(after.status()).isEqualTo(ActionStatus.COMPLETED);
    assertThat(after.result().text("approved_by")).contains("ada");
    assertThat(after.completedAt()).contains(later);
    assertThat(store.<Optional<RecordedEvent>>inTransaction(A, t -> t.eventOf(id))).contains(event);
    assertThat(store.stats().actions())
        .containsEntry(ActionStatus.COMPLETED, 1L)
        .containsEntry(ActionStatus.PENDING, 0L);
  }

  @Test
  void anEffectIsWrittenOncePerKey() {
    RecordedEvent event = append(A, StoreSamples.event(A, "effects").build());
    ActionId id = act(event);
    List<NewEffect> effects =
        List.of(
            new NewEffect(id, StoreSamples.message("m")),
            new NewEffect(id, StoreSamples.task("t")),
            new NewEffect(id, StoreSamples.recommendation("r")));
    Set<ActionId> first = store.inTransaction(A, t -> t.writeEffects(event, effects, NOW));
    Set<ActionId> again =
        store.inTransaction(A, t -> t.writeEffects(event, effects.subList(0, 1), NOW));
    assertThat(first).isEmpty();
    assertThat(again).containsExactly(id);
    List<RecordedEffect> read = store.inTransaction(A, t -> t.effects(List.of(id)));
    assertThat(read)
        .extracting(RecordedEffect::table)
        .containsExactly("tasks", "channel_outbox", "cro_recommendations");
    assertThat(read)
        .extracting(RecordedEffect::summary)
        .containsExactly(
            JsonObject.of("title", "Call")
                .with("due_date", NOW.plusSeconds(3_600))
                .with("priority", "high")
                .with("status", "pending"),
            JsonObject.of("channel", "email")
                .with("recipient", "ada@example.com")
                .with("scheduled_at", NOW)
                .with("status", "scheduled"),
            JsonObject.of("rec_type", "expand")
                .with("title", "Offer more seats")
                .with("priority", "low")
                .with("status", "open"));
    assertThat(store.stats().outbox()).containsEntry("scheduled", 1L).containsEntry("sent", 0L);
    RecordedEvent ofB = append(B, StoreSamples.event(B, "effects").build());
    ActionId idOfB = act(ofB);
    assertThat(
            store.<Set<ActionId>>inTransaction(
                B,
                t ->
                    t.writeEffects(
                        ofB, List.of(new NewEffect(idOfB, StoreSamples.task("t"))), NOW)))
        .isEmpty();
  }

  @Test
  void anActionIsRepeatedOnlyWhenAllItsEffectsAreThere() {
    RecordedEvent event = append(A, StoreSamples.event(A, "partly").build());
    ActionId id = act(event);
    NewEffect task = new NewEffect(id, StoreSamples.task("t"));
    NewEffect message = new NewEffect(id, StoreSamples.message("m"));
    store.inTransaction(A, t -> t.writeEffects(event, List.of(task), NOW));
    assertThat(
            store.<Set<ActionId>>inTransaction(
                A, t -> t.writeEffects(event, List.of(task, message), NOW)))
        .isEmpty();
    assertThat(
            store.<Set<ActionId>>inTransaction(
                A, t -> t.writeEffects(event, List.of(task, message), NOW)))
        .containsExactly(id);
  }

  @Test
  void causesAreFoundFromBothEnds() {
    RecordedEvent cause = append(A, StoreSamples.event(A, "cause").build());
    ActionId action = act(cause);
    RecordedEvent caused =
        store.inTransaction(
            A,
            transaction -> {
              Receipt receipt =
                  transaction.append(
                      StoreSamples.event(A, "caused").build(),
                      NOW,
                      new Causation(action.value(), 3));
              return transaction.event(receipt.eventId()).orElseThrow();
            });
    assertThat(caused.causation()).contains(new Causation(action.value(), 3));
    assertThat(store.<List<RecordedEvent>>inTransaction(A, t -> t.eventsCausedBy(action)))
        .containsExactly(caused);
  }

  @Test
  void anotherTenantSeesAndTouchesNothing() {
    RecordedEvent ofA = append(A, StoreSamples.event(A, "private").build());
    ActionId action = act(ofA);
    store.inTransaction(
        A,
        transaction -> {
          transaction.enqueue(QueueEntry.pending(ofA.id()), NOW);
          return transaction.writeEffects(
              ofA, List.of(new NewEffect(action, StoreSamples.task("t"))), NOW);
        });
    store.inTransaction(
        B,
        transaction -> {
          assertThat(transaction.event(ofA.id())).isEmpty();
          assertThat(transaction.eventOf(action)).isEmpty();
          assertThat(transaction.eventsCausedBy(action)).isEmpty();
          assertThat(transaction.decisions(ofA.id())).isEmpty();
          assertThat(transaction.effects(List.of(action))).isEmpty();
          assertThat(transaction.lockAction(action)).isEmpty();
          assertThat(transaction.queued(ofA.id())).isEmpty();
          assertThat(transaction.lockQueued(ofA.id())).isEmpty();
          return ofA.id();
        });
    for (Function<KernelTransaction, Boolean> write : foreignWrites(ofA, action)) {
      assertThatThrownBy(() -> store.inTransaction(B, write))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(B.tenant().toString());
    }
    RecordedAction untouched = store.inTransaction(A, t -> t.lockAction(action).orElseThrow());
    assertThat(untouched.status()).isEqualTo(ActionStatus.PENDING);
    assertThat(store.<Optional<QueueEntry>>inTransaction(A, t -> t.queued(ofA.id())))
        .contains(QueueEntry.pending(ofA.id()));
    assertThat(store.<List<RecordedDecision>>inTransaction(A, t -> t.decisions(ofA.id())))
        .hasSize(1);
  }

  private static List<Function<KernelTransaction, Boolean>> foreignWrites(
      RecordedEvent ofA, ActionId action) {
    return List.of(
        t -> {
          t.dequeue(ofA.id());
          return true;
        },
        t -> {
          t.requeue(QueueEntry.pending(ofA.id()).failedOnceMore("by B", 1), NOW);
          return true;
        },
        t -> {
          t.updateAction(action, ActionStatus.DEAD, JsonObject.empty(), NOW);
          return true;
        });
  }

  @Test
  void anEventOfAnotherTenantIsRefused() {
    KernelEvent ofA = StoreSamples.event(A, "smuggled").build();
    RecordedEvent recorded = append(A, StoreSamples.event(A, "there").build());
    assertThatThrownBy(() -> store.inTransaction(B, t -> t.append(ofA, NOW, null)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(A.tenant().toString());
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    B, t -> t.recordDecisions(recorded, List.of(StoreSamples.decision()), NOW)))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> store.inTransaction(B, t -> t.writeEffects(recorded, List.of(), NOW)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void theDirectoryFindsRowsOfItsOwnTenantOnly() {
    UUID leadRow = UUID.fromString("11111111-0000-4000-8000-000000000001");
    UUID dealRow = UUID.fromString("22222222-0000-4000-8000-000000000001");
    Target lead = Target.of(Target.Kind.LEAD, leadRow.toString());
    Target deal = Target.of(Target.Kind.DEAL, dealRow.toString());
    Directory.Entry leadEntry = new Directory.Entry(leadRow, "ada@example.com", "+49 30 1234");
    fixture.addRow(A.tenant(), lead, leadEntry);
    fixture.addRow(A.tenant(), deal, new Directory.Entry(dealRow, null, null));
    assertThat(find(A, lead)).contains(leadEntry);
    assertThat(find(A, deal)).contains(new Directory.Entry(dealRow, null, null));
    assertThat(find(B, lead)).isEmpty();
    assertThat(find(A, Target.of(Target.Kind.LEAD, "' or 1=1 --"))).isEmpty();
    assertThat(find(A, Target.of(Target.Kind.CAMPAIGN, leadRow.toString()))).isEmpty();
  }

  private Optional<Directory.Entry> find(TenantScope scope, Target target) {
    return store.inTransaction(scope, transaction -> transaction.find(target));
  }

  @Test
  void tenantsAreRegisteredAndReplaced() {
    Tenant first =
        Tenant.of(A.tenant(), "b-first", "First")
            .describedAs("it's the first")
            .configured(JsonObject.of("settings", JsonObject.of("x", 0.25)));
    Tenant second = Tenant.of(B.tenant(), "a-second", "Second");
    store.register(first);
    store.register(second);
    assertThat(store.tenant(A.tenant())).contains(first);
    assertThat(store.tenants()).containsExactly(second, first);
    assertThat(store.<Optional<Tenant>>inTransaction(A, KernelTransaction::tenant)).contains(first);
    store.register(first.deactivated());
    assertThat(store.tenant(A.tenant())).contains(first.deactivated());
    assertThatThrownBy(() -> store.register(Tenant.of(B.tenant(), "b-first", "Thief")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("slug: expected one that no other tenant has, found \"b-first\"");
    assertThat(store.tenant(B.tenant())).contains(second);
  }

  @Test
  void aStoreSaysWhatItIs() {
    assertThat(store.describe()).isNotBlank().doesNotContain("password");
    assertThat(store.missingTables(List.of("kernel_events"))).isEmpty();
    assertThat(store.ownerOf(new EventId(4711))).isEmpty();
  }
}
