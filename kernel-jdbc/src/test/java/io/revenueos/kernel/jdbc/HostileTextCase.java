package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.testkit.HostileTexts;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.Batch;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.NewDecision;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;

/** Texts that a store may trip over, and a store on each database. */
abstract class HostileTextCase {
  static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");
  static final PolicyName POLICY = new PolicyName("test.hostile_v1");
  private static final int MAX_NAME = 200;

  static final List<String> TEXTS = HostileTexts.STORABLE;

  private static final Map<Database, JdbcStoreFixture> FIXTURES = new EnumMap<>(Database.class);

  @BeforeAll
  static void open() {
    for (Database kind : Database.values()) {
      FIXTURES.put(kind, JdbcStoreFixture.on(kind));
    }
  }

  @AfterAll
  static void close() {
    FIXTURES.values().forEach(JdbcStoreFixture::close);
    FIXTURES.clear();
  }

  /** On both databases, the number of each text. */
  static Stream<Arguments> everywhere() {
    return Stream.of(Database.values())
        .flatMap(kind -> TEXTS.stream().map(text -> arguments(kind, TEXTS.indexOf(text))));
  }

  static JdbcStoreFixture on(Database kind) {
    JdbcStoreFixture fixture = FIXTURES.get(kind);
    assertThat(fixture).isNotNull();
    return fixture;
  }

  static void inTransaction(Database kind, Function<KernelTransaction, ?> work) {
    on(kind).store().<Object>inTransaction(TestEvents.SCOPE, work::apply);
  }

  /** As much of it as a name may have: no control characters, not too long. */
  static String name(String text) {
    String name = text.replaceAll("\\p{Cntrl}|\u0085", "");
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

  static KernelAction action(String text) {
    return KernelAction.of(
            ActionType.NOOP, Target.of(Target.Kind.LEAD, name(text)), new Reason(name(text), text))
        .with(text, text);
  }

  static KernelDecision decision(KernelAction action) {
    return new KernelDecision(
        POLICY,
        DecisionOutcome.EMIT_ACTIONS,
        POLICY.reason(".act", "because"),
        Mode.ENFORCE,
        Facts.none(),
        Set.of(),
        List.of(action));
  }

  static RecordedEvent append(KernelTransaction transaction, Arrival arrival) {
    Receipt receipt = transaction.events().append(List.of(arrival), NOW).get(0);
    return transaction.events().find(receipt.eventId()).orElseThrow();
  }

  static void record(KernelTransaction transaction, Batch batch) {
    transaction.journal().record(batch.build(), NOW);
  }

  static List<ActionId> act(
      KernelTransaction transaction,
      RecordedEvent event,
      KernelDecision decision,
      JsonObject result) {
    DecisionId id = transaction.journal().newDecisionIds(1).get(0);
    Batch batch = Batch.empty().decision(new NewDecision(id, event, decision));
    List<ActionId> ids = transaction.journal().newActionIds(decision.actions().size());
    for (int i = 0; i < ids.size(); i++) {
      KernelAction action = decision.actions().get(i);
      batch.action(new NewAction(ids.get(i), id, event, action, ActionStatus.COMPLETED, result));
    }
    record(transaction, batch);
    return ids;
  }
}
