package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.testkit.ChildJvm;
import io.revenueos.kernel.jdbc.testkit.DrainingNode;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with a small heap works on a backlog of any size: it holds the batches in hand. */
class BoundedMemoryTest {
  private static final int EVENTS = Integer.getInteger("backlog.events", 100_000);
  private static final int PORTION = 2_000;
  private static final int PATIENCE_SECONDS = 300;
  private static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  private final String url = StagedNode.newDatabase();
  private final List<TenantScope> tenants =
      Stream.generate(StagedNode::newTenant).limit(10).toList();

  private KernelEvent small(int n) {
    return StagedNode.event(tenants.get(n % tenants.size()), "D-" + n % 997, n);
  }

  private static String drained(String url, Path log) throws IOException {
    try (ChildJvm node =
        ChildJvm.start(log, SMALL, DrainingNode.class, url, String.valueOf(PATIENCE_SECONDS))) {
      assertThat(node.awaitEnd(PATIENCE_SECONDS)).as(() -> text(log)).isZero();
    }
    return text(log);
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void aLongBacklogIsDrained(@TempDir Path logs) throws IOException {
    try (StagedNode client = StagedNode.on(url)) {
      for (int n = 0; n < EVENTS; n += PORTION) {
        client.kernel().emitAll(IntStream.range(n, n + PORTION).mapToObj(this::small).toList());
      }
      assertThat(drained(url, logs.resolve("small.log"))).contains(DrainingNode.DRAINED);
      assertThat(client.rows().lines("select count(*) from tasks"))
          .containsExactly(String.valueOf(EVENTS));
    }
  }

  @Test
  void aBacklogOfLargeEventsIsDrained(@TempDir Path logs) throws IOException {
    String text = "x".repeat(500_000);
    int events = 200;
    try (StagedNode client = StagedNode.on(url)) {
      for (int n = 0; n < events; n++) {
        client.kernel().emit(large(n, text));
      }
      assertThat(drained(url, logs.resolve("large.log"))).contains(DrainingNode.DRAINED);
      assertThat(client.rows().lines("select count(*) from tasks"))
          .containsExactly(String.valueOf(events));
    }
  }

  private KernelEvent large(int n, String text) {
    return TestEvents.event("staged")
        .in(tenants.get(0))
        .about("deal", "D-" + n % 10)
        .idempotencyKey("large/" + n)
        .with("text", text)
        .build();
  }
}
