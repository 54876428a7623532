package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.event.Topic;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.Batch;
import io.revenueos.kernel.store.Claim.Claimed;
import io.revenueos.kernel.store.ClaimRequest;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.testkit.TestEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text of any kind, in every field that holds text, comes back as it was. */
class HostileTextTest extends HostileTextCase {

  private static KernelEvent event(String text) {
    return KernelEvent.of("hostile")
        .from(name(text))
        .in(TestEvents.SCOPE)
        .about(name(text), name(text))
        .correlatedBy(name(text))
        .idempotencyKey(name(text))
        .with(text, text)
        .with("list", List.of(text, Map.of(text, text)))
        .build();
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void inEventsAndTheQueue(Database kind, int number) {
    KernelEvent event = event(TEXTS.get(number));
    inTransaction(
        kind,
        transaction -> {
          RecordedEvent recorded = append(transaction, Arrival.queued(event));
          assertThat(recorded.event()).isEqualTo(event);
          assertThat(claimed(transaction, Set.of(event.topic()))).isEmpty();
          assertThat(claimed(transaction, Set.of())).containsExactly(new Claimed(recorded, 0));
          assertThat(append(transaction, Arrival.queued(event))).isEqualTo(recorded);
          transaction.queue().remove(recorded);
          return recorded;
        });
  }

  private static List<Claimed> claimed(KernelTransaction transaction, Set<Topic> held) {
    ClaimRequest all = new ClaimRequest(PartitionRange.all(), 10, NOW, held);
    return transaction.queue().claim(all).events();
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void inDecisionsAndActions(Database kind, int number) {
    String text = TEXTS.get(number);
    KernelDecision decision =
        new KernelDecision(
            POLICY,
            DecisionOutcome.EMIT_ACTIONS,
            new Reason(name(text), text),
            Mode.ENFORCE,
            new Facts(JsonObject.of(text, text)),
            Set.of(),
            List.of(action(text), action(text)));
    inTransaction(
        kind,
        transaction -> {
          RecordedEvent event =
              append(
                  transaction,
                  Arrival.inHand(TestEvents.event().correlatedBy("d" + number).build()));
          act(transaction, event, decision, JsonObject.of(text, text));
          RecordedDecision recorded = transaction.journal().decisions(event.id()).get(0);
          assertThat(recorded.decision()).isEqualTo(decision);
          assertThat(recorded.actions())
              .allSatisfy(
                  action -> assertThat(action.result()).isEqualTo(JsonObject.of(text, text)));
          return recorded;
        });
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void inTasksMessagesAndRecommendations(Database kind, int number) {
    String text = TEXTS.get(number);
    RowTarget target = new RowTarget(Target.of(Target.Kind.LEAD, name(text)), null);
    String key = name(text) + number;
    JsonObject content = JsonObject.of(text, text);
    inTransaction(
        kind,
        transaction -> {
          RecordedEvent event =
              append(
                  transaction,
                  Arrival.inHand(TestEvents.event().correlatedBy("e" + number).build()));
          ActionId id = act(transaction, event, decision(action("any")), JsonObject.empty()).get(0);
          record(
              transaction,
              Batch.empty()
                  .effect(id, event, new Task(target, key, text, text, NOW, Task.Priority.LOW))
                  .effect(
                      id,
                      event,
                      new OutboxMessage(
                          target, key, OutboxMessage.Channel.EMAIL, text, content, NOW))
                  .effect(
                      id,
                      event,
                      new Recommendation(
                          target, key, Recommendation.Kind.EXPAND, Task.Priority.LOW, text, text)));
          assertThat(transaction.journal().effects(List.of(id)))
              .extracting(RecordedEffect::summary)
              .extracting(summary -> summary.text("title").or(() -> summary.text("recipient")))
              .allSatisfy(title -> assertThat(title).contains(text))
              .hasSize(3);
          return id;
        });
    Rows rows = Rows.of(on(kind).dataSource());
    for (String table : List.of("tasks", "cro_recommendations")) {
      assertThat(rows.lines("select description from " + table)).contains(text);
      assertThat(rows.lines("select target_id from " + table)).contains(name(text));
      assertThat(rows.lines("select idempotency_key from " + table)).contains(key);
    }
    assertThat(rows.lines("select payload from channel_outbox").stream().map(JsonObject::parse))
        .contains(content);
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void inTenants(Database kind, int number) {
    String text = TEXTS.get(number);
    Tenant tenant =
        Tenant.of(TestEvents.TENANT, "slug", name(text))
            .describedAs(text)
            .configured(JsonObject.of(text, text));
    on(kind).store().register(tenant);
    assertThat(on(kind).store().tenant(TestEvents.TENANT)).contains(tenant);
  }
}
