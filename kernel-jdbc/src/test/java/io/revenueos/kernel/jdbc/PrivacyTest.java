package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.Batch;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.EventLog;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.NewDecision;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An exception may be logged by anyone: it names tables and constraints, never what is in them. */
class PrivacyTest {
  private static final String SECRET = "ada-lovelace-0815";
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final PolicyName POLICY = new PolicyName("test.secretive_v1");
  private static final Target LEAD = Target.of(Target.Kind.LEAD, SECRET);

  private static KernelEvent event() {
    return TestEvents.event()
        .about("lead", SECRET)
        .idempotencyKey(SECRET)
        .with("name", SECRET)
        .with("email", SECRET + "@example.com")
        .build();
  }

  private static void decide(KernelTransaction transaction, RecordedEvent event, String policy) {
    KernelDecision decision =
        new KernelDecision(
            new PolicyName(policy),
            DecisionOutcome.NOOP,
            POLICY.reason(".seen", SECRET),
            Mode.ENFORCE,
            new Facts(JsonObject.of("name", SECRET)),
            Set.of(),
            List.of());
    DecisionId id = transaction.journal().newDecisionIds(1).get(0);
    record(transaction, Batch.empty().decision(new NewDecision(id, event, decision)));
  }

  private static void writeTask(KernelTransaction transaction, RecordedEvent event) {
    Task task =
        new Task(new RowTarget(LEAD, null), SECRET, SECRET, SECRET, NOW, Task.Priority.HIGH);
    record(transaction, Batch.empty().effect(new ActionId(1), event, task));
  }

  private static void record(KernelTransaction transaction, Batch batch) {
    transaction.journal().record(batch.build(), NOW);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aViolatedCheckDoesNotQuoteTheRow(Database kind) {
    assertRefusedQuietly(
        kind,
        "alter table kernel_decisions add constraint nobody check (rule_name = 'nobody')",
        "23",
        (transaction, event) -> decide(transaction, event, POLICY.value()));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aViolatedUniqueKeyDoesNotQuoteTheRow(Database kind) {
    assertRefusedQuietly(
        kind,
        "alter table kernel_decisions add constraint once unique (tenant_id, reason)",
        "23505",
        (transaction, event) -> {
          decide(transaction, event, "test.one_v1");
          decide(transaction, event, "test.two_v1");
        });
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aViolatedForeignKeyDoesNotQuoteTheRow(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      assertThatThrownBy(() -> inTransaction(fixture.store(), PrivacyTest::actWithoutDecision))
          .isInstanceOfSatisfying(
              RefusedException.class, refused -> assertThat(refused.code()).isEqualTo("unknown_id"))
          .satisfies(thrown -> assertThat(printed(thrown)).doesNotContain(SECRET));
    }
  }

  private static void actWithoutDecision(KernelTransaction transaction, RecordedEvent event) {
    KernelAction action =
        KernelAction.of(ActionType.NOOP, LEAD, POLICY.reason(".x", SECRET)).with("name", SECRET);
    record(
        transaction,
        Batch.empty()
            .action(
                new NewAction(
                    transaction.journal().newActionIds(1).get(0),
                    new DecisionId(4711),
                    event,
                    action,
                    ActionStatus.PENDING,
                    JsonObject.of("name", SECRET))));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aValueThatDoesNotFitIsNotQuoted(Database kind) {
    assertRefusedQuietly(
        kind,
        "alter table tasks alter column title set data type varchar(5)",
        "22001",
        PrivacyTest::writeTask);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aStatementThatCannotRunDoesNotQuoteItsValues(Database kind) {
    assertRefusedQuietly(kind, "drop table tasks", "42", PrivacyTest::writeTask);
  }

  /** A host's own pool does not have the settings of {@link PooledDatabase}. */
  @Test
  void theDetailsThatPostgresAddsStayOutOfTheExceptionsOfAHostsOwnPool() {
    String url = TestDatabases.emptyUrl(Database.POSTGRESQL);
    try (HikariDataSource ofHost = new HikariDataSource()) {
      ofHost.setJdbcUrl(url);
      KernelSchema.on(ofHost).migrate();
      Rows.of(ofHost)
          .execute(
              "alter table kernel_decisions add constraint nobody check (rule_name = 'nobody')");
      assertRefusedQuietly(
          JdbcKernelStore.on(ofHost),
          "23514",
          (transaction, event) -> decide(transaction, event, POLICY.value()));
    }
  }

  private static void assertRefusedQuietly(
      Database kind,
      String alteration,
      String state,
      BiConsumer<KernelTransaction, RecordedEvent> work) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      Rows.of(fixture.dataSource()).execute(alteration);
      assertRefusedQuietly(fixture.store(), state, work);
    }
  }

  private static void assertRefusedQuietly(
      KernelStore store, String state, BiConsumer<KernelTransaction, RecordedEvent> work) {
    assertThatThrownBy(() -> inTransaction(store, work))
        .isInstanceOfSatisfying(
            JdbcStoreException.class, refused -> assertThat(refused.sqlState()).startsWith(state))
        .hasMessageContaining(state)
        .satisfies(thrown -> assertThat(printed(thrown)).doesNotContain(SECRET));
  }

  private static void inTransaction(
      KernelStore store, BiConsumer<KernelTransaction, RecordedEvent> work) {
    store.<RecordedEvent>inTransaction(
        TestEvents.SCOPE,
        transaction -> {
          EventLog log = transaction.events();
          Receipt receipt = log.append(List.of(Arrival.queued(event())), NOW).get(0);
          RecordedEvent event = log.find(receipt.eventId()).orElseThrow();
          work.accept(transaction, event);
          return event;
        });
  }

  /** The kernel keeps what an attempt failed with; that is no place for payloads either. */
  @ParameterizedTest
  @EnumSource(Database.class)
  void theErrorOfAFailedAttemptDoesNotQuoteThePayload(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      Rows.of(fixture.dataSource())
          .execute("alter table tasks alter column title set data type varchar(5)");
      Kernel kernel =
          Kernel.builder()
              .store(fixture.store())
              .policy(
                  TestPolicies.acting(
                      POLICY.value(),
                      KernelAction.of(ActionType.TASK_CREATE, LEAD, POLICY.reason(".task", "call"))
                          .with("title", SECRET)))
              .build();
      assertThat(kernel.ingest(event()).error())
          .hasValueSatisfying(error -> assertThat(error).contains("22001").doesNotContain(SECRET));
      assertThat(Rows.of(fixture.dataSource()).lines("select error from kernel_attempts"))
          .singleElement()
          .satisfies(error -> assertThat(error).doesNotContain(SECRET));
    }
  }

  /** All that a logger would print: messages, causes and suppressed exceptions. */
  private static String printed(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out, true));
    return out.toString();
  }
}
