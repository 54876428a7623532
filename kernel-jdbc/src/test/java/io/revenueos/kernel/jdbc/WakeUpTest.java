package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.KernelSignal.ActionAttempted;
import io.revenueos.kernel.runtime.KernelSignal.BatchCommitted;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that polls once in an hour works on what another one accepts: PostgreSQL tells it. */
class WakeUpTest {
  private static final String POLICY = "test.steps_v1";
  private static final String TERMINATE_LISTENERS =
      """
      select pg_terminate_backend(pid, 10000) from pg_stat_activity
      where datname = current_database() and query = 'listen revenue_kernel'
      """;
  private static final String LISTENERS =
      """
      select pid from pg_stat_activity
      where datname = current_database() and query = 'listen revenue_kernel' and state = 'idle'
      """;

  private final String url = StagedNode.newDatabase();
  private final TenantScope scope = StagedNode.newTenant();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final StagedNode worker = StagedNode.on(url, new RefuseOnce(), WakeUpTest::withSteps);
  private final StagedNode other = StagedNode.on(url, WakeUpTest::withSteps);

  private static KernelBuilder withSteps(KernelBuilder builder) {
    return builder
        .handler(ScriptedSteps.serving(TestHandlers.TYPE))
        .policy(TestPolicies.acting(POLICY, TestHandlers.TYPE).on("left", "crm"));
  }

  /** Refuses one statement that has one of these in it. */
  private final class RefuseOnce implements ObservedDataSource.Observer {
    @Override
    public void before(Connection connection, String statement) throws SQLException {
      if (refused.removeIf(statement::contains)) {
        throw new SQLException("refused on purpose", "40001");
      }
    }
  }

  @BeforeEach
  void startOne() {
    worker.start();
    awaitListener();
  }

  @AfterEach
  void closeEverything() {
    worker.close();
    other.close();
  }

  private void awaitListener() {
    long end = System.nanoTime() + 20_000_000_000L;
    while (other.rows().lines(LISTENERS).isEmpty()) {
      assertThat(System.nanoTime()).as("somebody listens in time").isLessThan(end);
    }
  }

  private void awaitDone(EventId id) {
    worker
        .signals()
        .await(
            BatchCommitted.class,
            batch -> batch.record().completed().stream().anyMatch(event -> event.id().equals(id)));
  }

  private EventId emit(int n) {
    return other.kernel().emit(StagedNode.event(scope, "D-1", n)).eventId();
  }

  @Test
  void anEventAcceptedElsewhereIsProcessedAtOnce() {
    awaitDone(emit(1));
    awaitDone(emit(2));
  }

  @Test
  void eventsAcceptedInBulkElsewhereAreProcessedAtOnce() {
    awaitDone(
        other
            .kernel()
            .emitAll(
                List.of(
                    StagedNode.event(scope, "D-1", 1),
                    StagedNode.event(StagedNode.newTenant(), "D-1", 1)))
            .get(0)
            .eventId());
  }

  @Test
  void anActionLeftElsewhereIsRunAtOnce() {
    other.kernel().ingest(StagedNode.event("left", scope, "D-1", 1));
    worker.signals().await(ActionAttempted.class);
  }

  @Test
  void whatAHostCommitsIsProcessedAtOnceAndWhatItRollsBackNever() throws SQLException {
    try (Connection connection = other.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      other.kernel().emit(StagedNode.event(scope, "D-1", 1), JdbcHostTransaction.on(connection));
      connection.rollback();
      EventId kept =
          other
              .kernel()
              .emit(StagedNode.event(scope, "D-2", 1), JdbcHostTransaction.on(connection))
              .eventId();
      assertThat(worker.signals().of(BatchCommitted.class)).isEmpty();
      connection.commit();
      awaitDone(kept);
    }
    assertThat(other.rows().lines("select entity_id from kernel_events")).containsExactly("D-2");
    assertThat(other.rows().lines("select count(*) from tasks")).containsExactly("1");
  }

  // A notification is a lock that all commits of the server share, until the disk has them.
  @Test
  void aNodeThatWorksFindsWhatItsHostCommitsAndAnnouncesNothing() throws SQLException {
    List<String> sent = new CopyOnWriteArrayList<>();
    ObservedDataSource.Observer observer =
        new ObservedDataSource.Observer() {
          @Override
          public void before(Connection connection, String statement) {
            sent.add(statement);
          }
        };
    try (Connection connection =
        ObservedDataSource.of(worker.dataSource(), observer).getConnection()) {
      connection.setAutoCommit(false);
      for (int n = 1; n <= 2; n++) {
        EventId id =
            worker
                .kernel()
                .emit(StagedNode.event(scope, "D-1", n), JdbcHostTransaction.on(connection))
                .eventId();
        connection.commit();
        awaitDone(id);
      }
    }
    assertThat(sent).isNotEmpty().noneMatch(statement -> statement.contains("pg_notify"));
  }

  @Test
  void aSearchForWorkThatFailedIsRepeated() {
    awaitDone(emit(1));
    refused.add("kernel_due_partitions");
    awaitDone(emit(2));
    // A search that was under way may have found that event; its signal starts another.
    Await.until("a search is refused", refused::isEmpty);
    awaitDone(emit(3));
  }

  @Test
  void anActionThatCouldNotBeLeasedIsTriedAgain() {
    refused.add("update kernel_step_queue");
    other.kernel().ingest(StagedNode.event("left", scope, "D-1", 1));
    worker.signals().await(ActionAttempted.class);
    assertThat(refused).isEmpty();
  }

  @Test
  void aListenerThatLosesItsConnectionMissesNothing() {
    awaitDone(emit(1));
    for (int n = 2; n < 5; n++) {
      other.rows().execute(TERMINATE_LISTENERS);
      // Nobody listens now: this one is found when the listener is back.
      awaitDone(emit(n));
    }
    awaitListener();
    awaitDone(emit(5));
  }

  @Test
  void aPauseSetElsewhereIsObeyedAndItsEndToo() {
    awaitDone(emit(1));
    other.kernel().control().pauseTenant(scope.tenant(), "ada", "stop");
    EventId paused = emit(2);
    EventId others =
        other.kernel().emit(StagedNode.event(StagedNode.newTenant(), "D-1", 1)).eventId();
    awaitDone(others);
    assertThat(other.rows().lines("select event_id from kernel_event_queue"))
        .containsExactly(paused.toString());
    other.kernel().control().resume(Pause.Kind.TENANT, scope.tenant().toString());
    awaitDone(paused);
  }

  @Test
  void aPauseOfAnActionTypeSetElsewhereKeepsItInTheQueue() {
    other.kernel().control().pauseActions(ActionType.TASK_CREATE, "ada", "stop");
    awaitDone(emit(1));
    assertThat(other.rows().lines("select status from kernel_actions")).containsExactly("pending");
    other.kernel().control().resume(Pause.Kind.ACTION_TYPE, ActionType.TASK_CREATE.name());
    worker.signals().await(KernelSignal.ActionAttempted.class);
    assertThat(other.rows().lines("select status from kernel_actions"))
        .containsExactly("completed");
    assertThat(other.rows().lines("select count(*) from tasks")).containsExactly("1");
  }
}
