package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.Batch;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.LeaseRequest;
import io.revenueos.kernel.store.NewStep;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.store.StepEntry.Lease;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.testkit.TestEvents;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link HostileTextTest}, in what workers and operators leave behind. */
class HostileTextOfWorkersTest extends HostileTextCase {
  @ParameterizedTest
  @MethodSource("everywhere")
  void inAttemptsAndDeadLetters(Database kind, int number) {
    String text = TEXTS.get(number);
    inTransaction(
        kind,
        transaction -> {
          RecordedEvent event =
              append(
                  transaction,
                  Arrival.queued(TestEvents.event().correlatedBy("f" + number).build()));
          WorkItem item = WorkItem.of(event.id());
          Attempt attempt = new Attempt(item, 1, NOW, name(text), text);
          DeadLetter letter =
              new DeadLetter(
                  item,
                  1,
                  new Reason(name(text), text),
                  NOW,
                  new DeadLetter.Discard(name(text), NOW));
          record(transaction, Batch.empty().buried(event).letter(letter).attempt(attempt));
          assertThat(transaction.deadLetters().find(item)).contains(letter);
          assertThat(transaction.deadLetters().attempts(item)).containsExactly(attempt);
          return item;
        });
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void inStepsAndTheirLeases(Database kind, int number) {
    String name = name(TEXTS.get(number));
    LeaseRequest request =
        new LeaseRequest(
            name, NOW, NOW.plusSeconds(1), 10, Set.of(ActionType.NOOP), Set.of("another"));
    inTransaction(
        kind,
        transaction -> {
          RecordedEvent event =
              append(
                  transaction,
                  Arrival.inHand(TestEvents.event().correlatedBy("s" + number).build()));
          ActionId id = act(transaction, event, decision(action("any")), JsonObject.empty()).get(0);
          transaction.steps().add(new NewStep(id, ActionType.NOOP, name, NOW));
          assertThat(transaction.steps().any(Set.of(ActionType.NOOP), Set.of(name))).isFalse();
          assertThat(transaction.steps().lease(request))
              .extracting(step -> step.entry().lease())
              .containsExactly(Optional.of(new Lease(name, NOW.plusSeconds(1))));
          transaction.steps().remove(id);
          return id;
        });
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void inPauses(Database kind, int number) {
    String text = TEXTS.get(number);
    KernelStore store = on(kind).store();
    Pause pause = new Pause(Pause.Kind.MODULE, name(text), name(text), text, NOW);
    store.pause(pause);
    assertThat(store.pauses()).containsExactly(pause);
    assertThat(store.resume(Pause.Kind.MODULE, name(text))).isTrue();
  }
}
