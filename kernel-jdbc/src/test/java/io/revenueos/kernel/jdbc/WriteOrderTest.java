package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is written about an event in its last round trip is written in one order, so that two who
 * have read it do not wait for each other there: its partition, its queue entry, decisions,
 * actions, effects.
 */
class WriteOrderTest {
  private static final Pattern WRITTEN =
      Pattern.compile("(?:insert into|update|delete from)\\s+(\\w+)");
  private static final List<String> ORDER =
      List.of(
          "kernel_partitions", "kernel_event_queue", "kernel_decisions", "kernel_actions", "tasks");

  private final TenantScope scope = StagedNode.newTenant();

  /** Remembers what a transaction writes that adds decisions. */
  private static final class Written implements ObservedDataSource.Observer {
    private final List<List<String>> transactions = new CopyOnWriteArrayList<>();

    @Override
    public void before(Connection connection, String sent) {
      if (sent.contains("insert into kernel_decisions")) {
        transactions.add(
            order(WRITTEN.matcher(sent).results().map(WriteOrderTest::table).toList()));
      }
    }
  }

  /** Several rows of one table may be written one by one. */
  private static List<String> order(List<String> tables) {
    List<String> order = new ArrayList<>();
    for (String table : tables) {
      if (order.isEmpty() || !order.get(order.size() - 1).equals(table)) {
        order.add(table);
      }
    }
    return order;
  }

  private static String table(MatchResult written) {
    return written.group(1);
  }

  private static List<List<String>> written(Consumer<StagedNode> work) {
    Written written = new Written();
    try (StagedNode node = StagedNode.on(StagedNode.newDatabase(), written, builder -> builder)) {
      work.accept(node);
    }
    return written.transactions;
  }

  @Test
  void aBatchThatWasClaimed() {
    assertThat(
            written(
                node -> {
                  node.kernel().emitAll(IntStream.range(0, 3).mapToObj(this::event).toList());
                  node.kernel().runDue();
                }))
        .containsOnly(ORDER);
  }

  @Test
  void anEventThatCameAlone() {
    assertThat(
            written(
                node -> {
                  node.start().kernel().emit(event(1));
                  assertThat(node.kernel().awaitDrained(Duration.ofSeconds(30))).isTrue();
                }))
        .containsOnly(ORDER);
  }

  @Test
  void anEventThatSomebodyElseIngestsAgain() {
    assertThat(
            written(
                node -> {
                  node.kernel().emit(event(1));
                  node.kernel().ingest(event(1));
                }))
        .containsOnly(ORDER);
  }

  private KernelEvent event(int n) {
    return StagedNode.event(scope, "D-" + n, n);
  }
}
