package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.NewEffect;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of any kind, in every field that holds text, comes back as it was. */
class HostileTextTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");
  private static final PolicyName POLICY = new PolicyName("test.hostile_v1");
  private static final int MEBIBYTE = 1 << 20;
  private static final int MAX_NAME = 200;

  private static final List<String> TEXTS =
      List.of(
          "O'Brien; drop table kernel_events; --",
          "''; \"quoted\" `back` $$ $1 $tag$ end $tag$ ?? ? :name ::jsonb :tenant",
          "\\ \\\\ \\' \\n \\u0041 \\x41 E'\\''",
          "$.store[?(@.price < 10)]..* ${jndi:ldap://x} #{1+1} <define> {0} %s %n",
          "null",
          "{\"a\": [1, {\"b\": null}]}",
          "\uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 e\u0301 \u212B \uFEFF \uFFFD",
          "\u202Eevil\u202C \u0627\u0644\u0639\u0631\u0628\u064A\u0629 \u05E2\u05D1\u05E8\u05D9\u05EA",
          "line one\nline two\r\n\ttab \u0001 \u001F \u007F \u0085 \u2028 \u2029",
          "  leading and trailing \u00A0 ",
          "long: " + "a\"\\'\u20AC".repeat(MEBIBYTE / 6));

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

  private static JdbcStoreFixture on(Database kind) {
    JdbcStoreFixture fixture = FIXTURES.get(kind);
    assertThat(fixture).isNotNull();
    return fixture;
  }

  private static void inTransaction(Database kind, Function<KernelTransaction, ?> work) {
    on(kind).store().<Object>inTransaction(TestEvents.SCOPE, work::apply);
  }

  private static Stream<Arguments> everywhere() {
    return Stream.of(Database.values())
        .flatMap(kind -> TEXTS.stream().map(text -> arguments(kind, TEXTS.indexOf(text))));
  }

  /** As much of it as a name may have: no control characters, not too long. */
  private static String name(String text) {
    String name = text.replaceAll("\\p{Cntrl}|\u0085", "");
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

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

  private static KernelAction action(String text) {
    return KernelAction.of(
            ActionType.NOOP, Target.of(Target.Kind.LEAD, name(text)), new Reason(name(text), text))
        .with(text, text);
  }

  private static RecordedEvent append(KernelTransaction transaction, KernelEvent event) {
    return transaction.event(transaction.append(event, NOW, null).eventId()).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void inEventsAndTheQueue(Database kind, int number) {
    KernelEvent event = event(TEXTS.get(number));
    inTransaction(
        kind,
        transaction -> {
          RecordedEvent recorded = append(transaction, event);
          assertThat(recorded.event()).isEqualTo(event);
          QueueEntry failed =
              QueueEntry.pending(recorded.id()).failedOnceMore(TEXTS.get(number), 3);
          transaction.enqueue(QueueEntry.pending(recorded.id()), NOW);
          transaction.requeue(failed, NOW);
          assertThat(transaction.queued(recorded.id())).contains(failed);
          assertThat(append(transaction, event)).isEqualTo(recorded);
          return recorded;
        });
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
              append(transaction, TestEvents.event().correlatedBy("d" + number).build());
          act(transaction, event, decision, JsonObject.of(text, text));
          RecordedDecision recorded = transaction.decisions(event.id()).get(0);
          assertThat(recorded.decision()).isEqualTo(decision);
          assertThat(recorded.actions())
              .allSatisfy(
                  action -> assertThat(action.result()).isEqualTo(JsonObject.of(text, text)));
          return recorded;
        });
  }

  private static List<ActionId> act(
      KernelTransaction transaction,
      RecordedEvent event,
      KernelDecision decision,
      JsonObject result) {
    DecisionId id = transaction.recordDecisions(event, List.of(decision), NOW).get(0);
    return transaction.recordActions(
        event,
        decision.actions().stream()
            .map(action -> new NewAction(id, action, ActionStatus.COMPLETED, result))
            .toList(),
        NOW);
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void inTasksMessagesAndRecommendations(Database kind, int number) {
    String text = TEXTS.get(number);
    RowTarget target = new RowTarget(Target.of(Target.Kind.LEAD, name(text)), null);
    String key = name(text) + number;
    JsonObject content = JsonObject.of(text, text);
    KernelDecision decision =
        new KernelDecision(
            POLICY,
            DecisionOutcome.EMIT_ACTIONS,
            POLICY.reason(".act", "because"),
            Mode.ENFORCE,
            Facts.none(),
            Set.of(),
            List.of(action("any")));
    inTransaction(
        kind,
        transaction -> {
          RecordedEvent event =
              append(transaction, TestEvents.event().correlatedBy("e" + number).build());
          ActionId id = act(transaction, event, decision, JsonObject.empty()).get(0);
          transaction.writeEffects(
              event,
              List.of(
                  new NewEffect(id, new Task(target, key, text, text, NOW, Task.Priority.LOW)),
                  new NewEffect(
                      id,
                      new OutboxMessage(
                          target, key, OutboxMessage.Channel.EMAIL, text, content, NOW)),
                  new NewEffect(
                      id,
                      new Recommendation(
                          target, key, Recommendation.Kind.EXPAND, Task.Priority.LOW, text, text))),
              NOW);
          assertThat(transaction.effects(List.of(id)))
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

  /** What one database would store and the other would not, no value can hold. */
  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\uD83D", "\uDE00b", "\uDE00\uD83D"})
  void whatNoDatabaseStoresCannotGetAsFarAsOne(String text) {
    RowTarget target = new RowTarget(Target.of(Target.Kind.LEAD, "L-1"), null);
    assertRefused(() -> TestEvents.event().with("key", text).build());
    assertRefused(() -> TestEvents.event().with(text, "value").build());
    assertRefused(() -> TestEvents.event().correlatedBy(text).build());
    assertRefused(() -> TestEvents.event().idempotencyKey(text).build());
    assertRefused(() -> TestEvents.event().from(text).build());
    assertRefused(() -> TestEvents.event().about("deal", text).build());
    assertRefused(() -> TestEvents.event().about(text, "D-1").build());
    assertRefused(() -> new Reason("code", text));
    assertRefused(() -> new Reason(text, "text"));
    assertRefused(() -> Target.of(Target.Kind.LEAD, text));
    assertRefused(() -> new Task(target, "key", text, "", NOW, Task.Priority.LOW));
    assertRefused(() -> new Task(target, "key", "title", text, NOW, Task.Priority.LOW));
    assertRefused(() -> new Task(target, text, "title", "", NOW, Task.Priority.LOW));
    assertRefused(() -> message(target, text, "ada@example.com"));
    assertRefused(() -> message(target, "key", text));
    assertRefused(() -> recommendation(target, text, "title", ""));
    assertRefused(() -> recommendation(target, "key", text, ""));
    assertRefused(() -> recommendation(target, "key", "title", text));
    assertRefused(() -> Tenant.of(TestEvents.TENANT, "slug", text));
    assertRefused(() -> Tenant.of(TestEvents.TENANT, "slug", "Name").describedAs(text));
  }

  private static OutboxMessage message(RowTarget target, String key, String recipient) {
    return new OutboxMessage(
        target, key, OutboxMessage.Channel.SMS, recipient, JsonObject.empty(), NOW);
  }

  private static Recommendation recommendation(
      RowTarget target, String key, String title, String description) {
    return new Recommendation(
        target, key, Recommendation.Kind.EXPAND, Task.Priority.LOW, title, description);
  }

  private static void assertRefused(ThrowingCallable making) {
    assertThatThrownBy(making).isInstanceOf(InvalidInputException.class);
  }
}
