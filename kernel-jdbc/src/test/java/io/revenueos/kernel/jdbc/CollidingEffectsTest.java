package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many workers whose actions want the same effects: one has each, and only its event follows. */
class CollidingEffectsTest {
  private static final int EVENTS = 1_000;
  private static final int KEYS = 500;
  private static final String POLICY = "test.collide_v1";

  private final TenantScope scope = StagedNode.newTenant();

  private KernelEvent event(int n) {
    return TestEvents.event("collides")
        .in(scope)
        .about("deal", "D-" + n)
        .with("key", "key-" + n % KEYS)
        .build();
  }

  private Outcome handle(KernelAction action, ActionContext context) {
    String key = context.event().payload().text("key").orElseThrow();
    Task task =
        new Task(
            new RowTarget(action.target(), null),
            key,
            "Call",
            "",
            context.now(),
            Task.Priority.LOW);
    KernelEvent follows =
        TestEvents.event("followed").in(scope).about("deal", context.event().entity().id()).build();
    return new Outcome.Completed(JsonObject.empty(), List.of(task), List.of(follows));
  }

  private Kernel kernel(PooledDatabase database) {
    KernelSchema.on(database.dataSource()).migrate();
    return Kernel.builder()
        .store(JdbcKernelStore.on(database.dataSource()))
        .policy(TestPolicies.acting(POLICY, TestHandlers.TYPE).on("collides", TestEvents.SOURCE))
        .handler(TestHandlers.handling(TestHandlers.TYPE, this::handle))
        .workers(WorkerOptions.defaults().threads(4).batchSize(50))
        .build();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void everyEffectAndEveryFollowUpIsThereOnce(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind);
        Kernel kernel = kernel(database)) {
      kernel.emitAll(IntStream.range(0, EVENTS).mapToObj(this::event).toList());
      kernel.start();
      assertThat(kernel.awaitDrained(Duration.ofMinutes(2))).isTrue();

      Rows rows = Rows.of(database.dataSource());
      assertThat(rows.lines("select count(*) from tasks")).containsExactly("" + KEYS);
      assertThat(rows.lines("select count(*) from kernel_actions where status = 'completed'"))
          .containsExactly("" + KEYS);
      assertThat(rows.lines("select count(*) from kernel_events where event_type = 'followed'"))
          .containsExactly("" + KEYS);
      assertThat(
              rows.lines(
                  "select count(*) from tasks t join kernel_actions a on a.tenant_id = t.tenant_id"
                      + " and a.id = t.action_id where a.status <> 'completed'"))
          .containsExactly("0");
    }
  }
}
