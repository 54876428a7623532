package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.revenueos.kernel.Approval;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.jdbc.testkit.BreakingConnections;
import io.revenueos.kernel.jdbc.testkit.BreakingConnections.Side;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantScope;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The connection breaks at every statement and at the commit, before it and after it. Whatever the
 * step: nothing is half done, and doing it again does it once.
 */
class CrashAtEveryStepTest {
  private static final int MORE_THAN_ANYTHING_NEEDS = 50;
  private static final int POOL_SIZE = 16;
  private static final Approval GO_AHEAD = Approval.by("ada", Role.ADMIN);

  @TempDir private Path folder;

  /** Something a kernel does in one transaction. */
  private enum Work {
    INGEST {
      @Override
      Map<String, Integer> before() {
        return Map.of();
      }

      @Override
      void prepare(KernelNode node, TenantScope scope) {
        // From nothing.
      }

      @Override
      void run(KernelNode node, TenantScope scope) {
        assertThat(node.kernel().ingest(KernelNode.event(scope)).status())
            .isEqualTo(EventStatus.COMPLETED);
      }
    },
    INGEST_OF_AN_EMITTED_EVENT {
      @Override
      Map<String, Integer> before() {
        return Map.of("kernel_events", 1, "kernel_event_queue", 1);
      }

      @Override
      void prepare(KernelNode node, TenantScope scope) {
        node.kernel().emit(KernelNode.event(scope));
      }

      @Override
      void run(KernelNode node, TenantScope scope) {
        INGEST.run(node, scope);
      }
    },
    APPROVE {
      @Override
      Map<String, Integer> before() {
        return KernelNode.ONE_OF_EACH;
      }

      @Override
      void prepare(KernelNode node, TenantScope scope) {
        INGEST.run(node, scope);
      }

      @Override
      void run(KernelNode node, TenantScope scope) {
        RecordedAction waiting =
            node.kernel().ingest(KernelNode.event(scope)).decisions().get(0).actions().get(2);
        node.kernel().approve(scope, waiting.id(), GO_AHEAD);
      }
    };

    /** What stands in the database when the work has not been done, by table. */
    abstract Map<String, Integer> before();

    abstract void prepare(KernelNode node, TenantScope scope);

    abstract void run(KernelNode node, TenantScope scope);

    Map<String, Integer> after() {
      Map<String, Integer> after = new LinkedHashMap<>(KernelNode.ONE_OF_EACH);
      if (this == APPROVE) {
        after.put("cro_recommendations", 1);
      }
      return after;
    }
  }

  private static Stream<Arguments> everything() {
    return Stream.of(Database.values())
        .flatMap(
            kind ->
                Stream.of(Work.values())
                    .flatMap(
                        work -> Stream.of(Side.values()).map(side -> arguments(kind, work, side))));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void aBreakAtAnyStepLeavesAllOrNothingAndDoingItAgainDoesItOnce(
      Database kind, Work work, Side side) {
    String url = migrated(kind);
    try (KernelNode operator = KernelNode.on(url)) {
      BreakingConnections breaking = new BreakingConnections(kind, operator.dataSource());
      // The pool that saw a break is the one that does it again, and the one for the next step.
      try (KernelNode node = KernelNode.on(url, breaking)) {
        int step = 1;
        while (breakAt(step, side, kind, work, node, breaking)) {
          step++;
          assertThat(step).isLessThan(MORE_THAN_ANYTHING_NEEDS);
        }
        // Reading the tenant, appending, writing all the rest and the commit, at the least.
        assertThat(step).isGreaterThan(4);
      }
    }
  }

  /** Returns false when the work is done in fewer steps. */
  private static boolean breakAt(
      int step,
      Side side,
      Database kind,
      Work work,
      KernelNode node,
      BreakingConnections breaking) {
    TenantScope scope = KernelNode.newTenant();
    work.prepare(node, scope);
    breaking.breakAt(step, side);
    Optional<RuntimeException> thrown = thrownBy(() -> work.run(node, scope));
    boolean broke = breaking.broke();
    breaking.breakNothing();
    thrown.ifPresent(e -> assertThat(e).isInstanceOf(UnavailableException.class));
    assertThat(thrown.isPresent()).isEqualTo(broke);
    if (broke && kind == Database.H2) {
      meetDeadConnections(node);
    }

    Map<String, Integer> left = node.rows().countsOf(scope);
    boolean committed = left.equals(work.after());
    assertThat(left)
        .as("what a break at step %d left", step)
        .isEqualTo(committed ? work.after() : work.before());
    assertThat(committed || broke).isTrue();

    again(work, node, scope, committed);
    assertThat(node.rows().countsOf(scope)).isEqualTo(work.after());
    assertStatuses(node.rows(), work, scope);
    return broke;
  }

  /** H2 went down with all its connections: each fails once, and is replaced. */
  private static void meetDeadConnections(KernelNode node) {
    int met = 0;
    while (thrownBy(() -> node.kernel().control().stats()).isPresent()) {
      met++;
      assertThat(met).isLessThan(POOL_SIZE);
    }
  }

  private static void again(Work work, KernelNode healthy, TenantScope scope, boolean committed) {
    if (work == Work.APPROVE && committed) {
      assertThatThrownBy(() -> work.run(healthy, scope))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.code()).isEqualTo("not_waiting"));
    } else {
      work.run(healthy, scope);
    }
  }

  private static void assertStatuses(Rows rows, Work work, TenantScope scope) {
    assertThat(
            rows.lines(
                "select action_type, status from kernel_actions where tenant_id = '%s' order by id"
                    .formatted(scope.tenant())))
        .containsExactly(
            "OUTBOUND_EMAIL completed",
            "TASK_CREATE completed",
            "UPSELL_TRIGGER " + (work == Work.APPROVE ? "completed" : "pending"));
  }

  private String migrated(Database kind) {
    // H2 loses no commit of a database that ends without warning only when it does not delay them.
    String delay = kind == Database.H2 ? ";WRITE_DELAY=0" : "";
    String url = TestDatabases.emptyUrl(kind, folder) + delay;
    try (PooledDatabase database = PooledDatabase.open(url)) {
      KernelSchema.on(database.dataSource()).migrate();
    }
    return url;
  }

  private static Optional<RuntimeException> thrownBy(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (RuntimeException thrown) {
      return Optional.of(thrown);
    }
  }
}
