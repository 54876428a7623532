package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A kernel with a connection pool of its own; a cluster is several of them on one database. It
 * answers {@link #event} with a message, a task, and an offer that waits for approval.
 */
public final class KernelNode implements AutoCloseable {
  /** What one processed event comes to, by table. */
  public static final Map<String, Integer> ONE_OF_EACH =
      Map.of(
          "kernel_events", 1,
          "kernel_decisions", 1,
          "kernel_actions", 3,
          "tasks", 1,
          "channel_outbox", 1);

  private static final String POLICY = "test.welcome_v1";
  private static final Target LEAD = Target.of(Target.Kind.LEAD, "L-1");

  private final PooledDatabase database;
  private final KernelStore store;
  private final Kernel kernel;

  private KernelNode(PooledDatabase database, DataSource dataSource) {
    this.database = database;
    this.store = JdbcKernelStore.on(dataSource);
    this.kernel =
        Kernel.builder()
            .store(store)
            .policy(
                TestPolicies.acting(
                    POLICY,
                    action(ActionType.OUTBOUND_EMAIL, ".mail").with("subject", "Hello"),
                    action(ActionType.TASK_CREATE, ".task").with("due_in_hours", 1),
                    action(ActionType.UPSELL_TRIGGER, ".offer")
                        .execution(Execution.AFTER_APPROVAL)))
            .build();
  }

  private static KernelAction action(ActionType type, String suffix) {
    return KernelAction.of(type, LEAD, new PolicyName(POLICY).reason(suffix, "because"));
  }

  /** On a migrated database. */
  public static KernelNode on(String url) {
    PooledDatabase database = PooledDatabase.open(url);
    return new KernelNode(database, database.dataSource());
  }

  /** On a migrated database, with an observer of every statement. */
  public static KernelNode on(String url, ObservedDataSource.Observer observer) {
    PooledDatabase database = PooledDatabase.open(url);
    return new KernelNode(database, ObservedDataSource.of(database.dataSource(), observer));
  }

  /** A tenant that has nothing yet. */
  public static TenantScope newTenant() {
    return TenantScope.of(new TenantId(UUID.randomUUID()));
  }

  /** The same event for the same tenant, every time. */
  public static KernelEvent event(TenantScope scope) {
    return TestEvents.event().in(scope).with("email", "ada@example.com").build();
  }

  public Kernel kernel() {
    return kernel;
  }

  public KernelStore store() {
    return store;
  }

  public DataSource dataSource() {
    return database.dataSource();
  }

  public Rows rows() {
    return Rows.of(database.dataSource());
  }

  @Override
  public void close() {
    kernel.close();
    database.close();
  }
}
