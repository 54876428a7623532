package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.testkit.OwnPostgres;
import io.revenueos.kernel.jdbc.testkit.ParkedCommit;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.runtime.KernelSignal.BatchCommitted;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PostgreSQL is restarted while two nodes work, one of them in the middle of a commit. */
class RestartTest {
  private static OwnPostgres server;

  private final TenantScope scope = StagedNode.newTenant();

  @BeforeAll
  static void startServer() {
    server = OwnPostgres.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(OwnPostgres.Shutdown.class)
  void nodesGoOnWhereTheyWere(OwnPostgres.Shutdown shutdown) {
    String url = server.newDatabase("restart_" + shutdown.name().toLowerCase(Locale.ROOT));
    TestDatabases.migrate(url);
    ParkedCommit parked = new ParkedCommit("kernel_decisions");
    WorkerOptions options = StagedNode.workers().threads(2).batchSize(20);
    try (StagedNode client = StagedNode.on(url);
        StagedNode first = StagedNode.on(url, parked, builder -> builder.workers(options));
        StagedNode second = StagedNode.on(url, builder -> builder.workers(options))) {
      client.kernel().emitAll(events(0, 100));
      first.start();
      parked.awaitReached();
      second.start();
      server.restart(shutdown);
      emitUntilAccepted(client, events(100, 200));
      parked.release();
      assertThat(client.kernel().awaitDrained(Duration.ofSeconds(60))).isTrue();
      assertThat(client.rows().lines("select count(*), count(distinct action_id) from tasks"))
          .containsExactly("200 200");
      assertThat(client.rows().lines("select * from kernel_attempts")).isEmpty();
      assertThatTheyAreToldAgain(client, first, second);
    }
  }

  private List<KernelEvent> events(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> StagedNode.event(scope, "D-" + n % 10, n))
        .toList();
  }

  private static void emitUntilAccepted(StagedNode node, List<KernelEvent> events) {
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        node.kernel().emitAll(events);
        return;
      } catch (UnavailableException away) {
        assertThat(away).hasMessageContaining("not available");
      }
    }
    throw new AssertionError("nothing is accepted any more");
  }

  /** By notifications: they poll once in an hour. */
  private void assertThatTheyAreToldAgain(StagedNode client, StagedNode... workers) {
    TenantScope fresh = StagedNode.newTenant();
    client.kernel().emit(StagedNode.event(fresh, "D-1", 1));
    assertThat(client.kernel().awaitDrained(Duration.ofSeconds(60))).isTrue();
    // A commit is seen before the listeners of its node are told of it.
    List.of(workers).forEach(StagedNode::close);
    assertThat(
            List.of(workers).stream()
                .flatMap(worker -> worker.signals().of(BatchCommitted.class).stream())
                .filter(batch -> batch.tenant().equals(fresh.tenant())))
        .hasSize(1);
  }
}
