package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.testkit.BreakingConnections.Side;
import io.revenueos.kernel.jdbc.testkit.BrokenCommit;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.runtime.KernelSignal.WorkerFailed;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker loses its connection in the commit of a batch, and cannot know what became of it. */
class LostConnectionTest {
  private final TenantScope scope = StagedNode.newTenant();

  @ParameterizedTest
  @EnumSource(Side.class)
  void aBatchWhoseCommitWasLostIsDoneOnce(Side side) {
    String url = StagedNode.newDatabase();
    try (StagedNode operator = StagedNode.on(url)) {
      BrokenCommit broken = new BrokenCommit("kernel_decisions", side, operator.dataSource());
      List<KernelEvent> events =
          IntStream.range(0, 50).mapToObj(n -> StagedNode.event(scope, "D-" + n % 5, n)).toList();
      operator.kernel().emitAll(events);
      try (StagedNode worker =
          StagedNode.on(url, broken, builder -> builder.workers(StagedNode.workers().threads(2)))) {
        worker.start();
        assertThat(worker.kernel().awaitDrained(Duration.ofSeconds(30))).isTrue();
        assertThat(broken.broke()).isTrue();
        assertThat(worker.signals().await(WorkerFailed.class).failure())
            .isInstanceOf(UnavailableException.class);
      }
      assertThat(
              operator.rows().lines("select count(*), count(distinct idempotency_key) from tasks"))
          .containsExactly("50 50");
      assertThat(operator.rows().lines("select count(*) from kernel_attempts"))
          .as("that was no event's fault")
          .containsExactly("0");
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void anEventWhoseAcceptanceWasLostCanBeEmittedAgain(Side side) {
    String url = StagedNode.newDatabase();
    try (StagedNode operator = StagedNode.on(url)) {
      BrokenCommit broken = new BrokenCommit("kernel_events", side, operator.dataSource());
      KernelEvent event = StagedNode.event(scope, "D-1", 1);
      try (StagedNode node = StagedNode.on(url, broken, builder -> builder)) {
        EventId id = emitUntilAccepted(node, event);
        assertThat(broken.broke()).isTrue();
        assertThat(node.kernel().emit(event).eventId()).isEqualTo(id);
        assertThat(operator.rows().lines("select id from kernel_events"))
            .containsExactly(id.toString());
        assertThat(operator.kernel().runDue()).isEqualTo(1);
      }
    }
  }

  private static EventId emitUntilAccepted(StagedNode node, KernelEvent event) {
    try {
      return node.kernel().emit(event).eventId();
    } catch (UnavailableException lost) {
      return node.kernel().emit(event).eventId();
    }
  }
}
