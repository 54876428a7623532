package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids are nobody else's, on whatever node, and ascend on each of them. */
class IdBlocksTest {
  private static final int THREADS = 8;
  private static final int CALLS = 40;

  private final TenantScope scope = KernelNode.newTenant();

  private List<Long> ids(KernelStore store, int count) {
    List<ActionId> ids = store.inTransaction(scope, t -> t.journal().newActionIds(count));
    assertThat(ids).hasSize(count);
    return ids.stream().map(ActionId::value).toList();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void threadsOfTwoNodesGetIdsOfTheirOwn(Database kind) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        KernelStore other = JdbcKernelStore.on(fixture.dataSource())) {
      List<Future<List<Long>>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        KernelStore store = i % 2 == 0 ? fixture.store() : other;
        running.add(threads.submit(() -> ascending(store)));
      }
      List<Long> all = new ArrayList<>();
      for (Future<List<Long>> thread : running) {
        all.addAll(thread.get());
      }
      assertThat(all).doesNotHaveDuplicates();
      // Nodes do not waste blocks: each thread has begun at most one.
      assertThat(Collections.max(all)).isLessThanOrEqualTo(all.size() + 100L * THREADS);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Long> ascending(KernelStore store) {
    List<Long> ids = new ArrayList<>();
    for (int call = 1; call <= CALLS; call++) {
      List<Long> together = ids(store, call % 7 == 0 ? 230 : call % 5);
      assertThat(together).isSorted();
      ids.addAll(together);
    }
    return ids;
  }

  // A server that crashes forgets what a sequence gave to a transaction that had not committed.
  @ParameterizedTest
  @EnumSource(Database.class)
  void ofABlockWhoseTransactionRolledBackNothingIsGivenOut(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      List<Long> lost = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  store.inTransaction(
                      scope,
                      transaction -> {
                        lost.add(transaction.journal().newActionIds(1).get(0).value());
                        throw new IllegalStateException("rolled back on purpose");
                      }))
          .hasMessage("rolled back on purpose");

      assertThat(ids(store, 1).get(0)).isEqualTo(lost.get(0) + 100);
      assertThat(ids(store, 1).get(0)).isEqualTo(lost.get(0) + 101);
    }
  }
}
