package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.LEAD;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store's {@link Journal} must do about effects: each is written once per key. */
abstract class EffectsContract extends StoreContract {
  private List<RecordedEffect> effects(TenantScope scope, ActionId... actions) {
    return in(scope, t -> t.journal().effects(List.of(actions)));
  }

  private RecordedEvent event(TenantScope scope) {
    return append(StoreSamples.event(scope, "effects").build());
  }

  @Test
  void effectsComeBackByTableAndInTheOrderOfWriting() {
    RecordedEvent event = event(A);
    ActionId one = act(event, ActionStatus.COMPLETED);
    ActionId two = act(append(StoreSamples.event(A, "2").build()), ActionStatus.COMPLETED);
    Batch batch =
        Batch.empty()
            .effect(one, event, StoreSamples.message("m"))
            .effect(one, event, StoreSamples.task("t"))
            .effect(two, event, StoreSamples.recommendation("r"))
            .effect(two, event, StoreSamples.task("u"));
    assertThat(record(A, batch)).isEmpty();
    List<RecordedEffect> read = effects(A, one, two);
    assertThat(read)
        .extracting(RecordedEffect::table)
        .containsExactly("tasks", "tasks", "channel_outbox", "cro_recommendations");
    assertThat(read).extracting(RecordedEffect::actionId).containsExactly(one, two, one, two);
    JsonObject task =
        JsonObject.of("title", "Call")
            .with("due_date", NOW.plusSeconds(3_600))
            .with("priority", "high")
            .with("status", "pending");
    assertThat(read)
        .extracting(RecordedEffect::summary)
        .containsExactly(
            task,
            task,
            JsonObject.of("channel", "email")
                .with("recipient", "ada@example.com")
                .with("scheduled_at", NOW)
                .with("status", "scheduled"),
            JsonObject.of("rec_type", "expand")
                .with("title", "Offer more seats")
                .with("priority", "low")
                .with("status", "open"));
    assertThat(effects(A, two)).hasSize(2);
    assertThat(effects(A)).isEmpty();
    assertThat(store().stats().outbox()).containsEntry("scheduled", 1L).containsEntry("sent", 0L);
  }

  @Test
  void anEffectIsWrittenOncePerTenantKindAndKey() {
    RecordedEvent event = event(A);
    ActionId first = act(event, ActionStatus.COMPLETED);
    ActionId second = act(append(StoreSamples.event(A, "2").build()), ActionStatus.COMPLETED);
    assertThat(record(A, Batch.empty().effect(first, event, StoreSamples.task("k")))).isEmpty();
    assertThat(record(A, Batch.empty().effect(second, event, StoreSamples.task("k"))))
        .containsExactly(second);
    assertThat(record(A, Batch.empty().effect(second, event, StoreSamples.message("k")))).isEmpty();
    assertThat(record(A, Batch.empty().effect(second, event, StoreSamples.recommendation("k"))))
        .isEmpty();
    RecordedEvent ofB = event(B);
    ActionId idOfB = act(ofB, ActionStatus.COMPLETED);
    assertThat(record(B, Batch.empty().effect(idOfB, ofB, StoreSamples.task("k")))).isEmpty();
    assertThat(effects(A, first)).hasSize(1);
    assertThat(effects(A, second)).hasSize(2);
  }

  @Test
  void withinABatchTheFirstActionHasTheEffect() {
    RecordedEvent event = event(A);
    ActionId first = act(event, ActionStatus.COMPLETED);
    ActionId second = act(append(StoreSamples.event(A, "2").build()), ActionStatus.COMPLETED);
    Batch batch =
        Batch.empty()
            .effect(first, event, StoreSamples.task("k"))
            .effect(second, event, StoreSamples.task("k"));
    assertThat(record(A, batch)).containsExactly(second);
    assertThat(effects(A, first, second))
        .extracting(RecordedEffect::actionId)
        .containsExactly(first);
  }

  @Test
  void anActionIsRepeatedOnlyWhenAllItsEffectsAreThere() {
    RecordedEvent event = event(A);
    ActionId first = act(event, ActionStatus.COMPLETED);
    ActionId second = act(append(StoreSamples.event(A, "2").build()), ActionStatus.COMPLETED);
    ActionId without = act(append(StoreSamples.event(A, "3").build()), ActionStatus.COMPLETED);
    record(A, Batch.empty().effect(first, event, StoreSamples.task("t")));
    Batch partlyThere =
        Batch.empty()
            .effect(second, event, StoreSamples.task("t"))
            .effect(second, event, StoreSamples.message("m"));
    assertThat(record(A, partlyThere)).isEmpty();
    assertThat(record(A, partlyThere)).containsExactly(second);
    assertThat(effects(A, second)).hasSize(1);
    assertThat(effects(A, without)).isEmpty();
  }

  @Test
  void aRepeatedActionKeepsTheStatusItWasRecordedWith() {
    RecordedEvent event = event(A);
    ActionId first = act(event, ActionStatus.COMPLETED);
    ActionId second = act(append(StoreSamples.event(A, "2").build()), ActionStatus.COMPLETED);
    record(A, Batch.empty().effect(first, event, StoreSamples.task("t")));
    record(A, Batch.empty().effect(second, event, StoreSamples.task("t")));
    assertThat(action(A, second).orElseThrow().status()).isEqualTo(ActionStatus.COMPLETED);
  }

  @Test
  void anEffectCanPointToARowOfItsOwnTenantOnly() {
    UUID rowId = UUID.fromString("11111111-0000-4000-8000-000000000001");
    fixture().addRow(A.tenant(), LEAD, new Directory.Entry(rowId, "ada@example.com", null));
    Task task = new Task(new RowTarget(LEAD, rowId), "t", "Call", "them", NOW, Task.Priority.HIGH);
    RecordedEvent ofA = event(A);
    RecordedEvent ofB = event(B);
    ActionId idOfA = act(ofA, ActionStatus.COMPLETED);
    ActionId idOfB = act(ofB, ActionStatus.COMPLETED);
    assertThat(record(A, Batch.empty().effect(idOfA, ofA, task))).isEmpty();
    assertThatThrownBy(() -> record(B, Batch.empty().effect(idOfB, ofB, task)))
        .isInstanceOf(RefusedException.class);
    assertThat(effects(A, idOfA)).hasSize(1);
    assertThat(effects(B, idOfB)).isEmpty();
  }
}
