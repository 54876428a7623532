package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.SignalLog;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * One of the nodes on a PostgreSQL that a test sets against each other. It has a connection pool of
 * its own, answers {@link #event} with one task, and polls once in an hour: what it notices earlier
 * it was told.
 */
public final class StagedNode implements AutoCloseable {
  /** Policy of {@link #event}. */
  public static final String POLICY = "test.staged_v1";

  private static final String TYPE = "staged";

  private final PooledDatabase database;
  private final Kernel kernel;
  private final SignalLog signals = new SignalLog();

  private StagedNode(
      PooledDatabase database, DataSource dataSource, UnaryOperator<KernelBuilder> setup) {
    this.database = database;
    KernelBuilder builder =
        Kernel.builder()
            .store(JdbcKernelStore.on(dataSource))
            .policy(policy())
            .workers(workers())
            .listener(signals);
    this.kernel = setup.apply(builder).build();
  }

  /** What answers {@link #event}. */
  public static Policy policy() {
    return TestPolicies.acting(POLICY, ActionType.TASK_CREATE).on(TYPE, TestEvents.SOURCE);
  }

  /** The URL of a new, migrated database. */
  public static String newDatabase() {
    return TestDatabases.migratedUrl(Database.POSTGRESQL);
  }

  /** On a migrated database. */
  public static StagedNode on(String url) {
    return on(url, builder -> builder);
  }

  public static StagedNode on(String url, UnaryOperator<KernelBuilder> setup) {
    PooledDatabase database = PooledDatabase.open(url);
    return new StagedNode(database, database.dataSource(), setup);
  }

  /** With an observer of every statement. */
  public static StagedNode on(
      String url, ObservedDataSource.Observer observer, UnaryOperator<KernelBuilder> setup) {
    PooledDatabase database = PooledDatabase.open(url);
    return new StagedNode(database, ObservedDataSource.of(database.dataSource(), observer), setup);
  }

  /** One thread for events and one for actions, and an hour between two polls. */
  public static WorkerOptions workers() {
    return WorkerOptions.defaults().threads(1).stepThreads(1).pollInterval(Duration.ofHours(1));
  }

  /** A tenant that has nothing yet. */
  public static TenantScope newTenant() {
    return TenantScope.of(new TenantId(UUID.randomUUID()));
  }

  /** The n-th event of an entity, which leaves a task. */
  public static KernelEvent event(TenantScope scope, String entity, int n) {
    return event(TYPE, scope, entity, n);
  }

  /** The same, of another type. */
  public static KernelEvent event(String type, TenantScope scope, String entity, int n) {
    return TestEvents.event(type)
        .in(scope)
        .about("deal", entity)
        .idempotencyKey(entity + "/" + n)
        .build();
  }

  public Kernel kernel() {
    return kernel;
  }

  /** What it told its listeners. */
  public SignalLog signals() {
    return signals;
  }

  public DataSource dataSource() {
    return database.dataSource();
  }

  public Rows rows() {
    return Rows.of(database.dataSource());
  }

  /** As {@link Kernel#start()}. */
  public StagedNode start() {
    kernel.start();
    return this;
  }

  @Override
  public void close() {
    kernel.close();
    database.close();
  }
}
