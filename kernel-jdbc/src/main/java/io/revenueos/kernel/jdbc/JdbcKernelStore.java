package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.store.Accepted;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.KernelStats;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * The kernel's store on PostgreSQL or H2. One call of {@link #inTransaction} is one connection of
 * the data source and one database transaction; a call within a call is a part of that.
 * Thread-safe.
 */
public final class JdbcKernelStore implements KernelStore {
  private static final String TABLE_NAMES =
      "select lower(table_name) from information_schema.tables";

  private final Connections connections;
  private final Database database;
  private final String description;
  private final Tables tables;
  private final StatsQueries stats;
  private final Signals signals;

  private JdbcKernelStore(DataSource dataSource, Database database) {
    this.connections = new Connections(dataSource);
    this.database = database;
    this.description = Database.describe(dataSource);
    this.tables = Tables.of(database);
    this.stats = new StatsQueries(database, tables.openWork());
    this.signals =
        switch (database) {
          case POSTGRESQL -> new PostgresSignals(dataSource, connections);
          case H2 -> new LocalSignals();
        };
  }

  /**
   * Uses a database whose schema is up to date (see {@link KernelSchema#migrate()}). The data
   * source stays the host's: {@link #close()} leaves it open. Its connections must have isolation
   * level read committed, the default of both databases.
   *
   * @throws SchemaException naming what the schema lacks, or a setting of the driver that the
   *     kernel cannot work with
   * @throws io.revenueos.kernel.error.UnavailableException when the database cannot be reached
   */
  public static JdbcKernelStore on(DataSource dataSource) {
    KernelSchema.on(dataSource).validate();
    DriverCheck.require(dataSource);
    return new JdbcKernelStore(dataSource, Database.of(dataSource));
  }

  @Override
  public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
    return translating(
        () ->
            connections.inTransaction(
                link -> {
                  Session session = new Session(link, database, scope.tenant());
                  return work.apply(new JdbcTransaction(session, tables));
                }));
  }

  @Override
  public List<Receipt> accept(
      List<KernelEvent> events, Admission admission, Instant at, Wake wake) {
    if (events.isEmpty()) {
      return List.of();
    }
    List<Arrival> arrivals = events.stream().map(Arrival::queued).toList();
    Intake intake = new Intake(arrivals, Gate.of(events, admission), at, wake);
    List<Receipt> receipts = use(link -> append(link, intake));
    if (database == Database.H2
        && wake == Wake.EVERYONE
        && !receipts.stream().allMatch(Receipt::duplicate)) {
      signals.signal();
    }
    return receipts;
  }

  @Override
  public Accepted acceptOne(KernelEvent event, Admission admission, Instant at, Wake wake) {
    List<Arrival> arrivals = List.of(Arrival.queued(event));
    Intake intake = new Intake(arrivals, Gate.of(List.of(event), admission), at, wake);
    return use(link -> add(link, intake))
        .orElseGet(() -> KernelStore.super.acceptOne(event, admission, at, wake));
  }

  private Optional<Accepted> add(Link link, Intake intake) {
    return isTransactionByItself(link)
        ? LoneEventInsert.add(RoundTrip.of(link, database, intake.gate().scope()), intake)
        : Optional.empty();
  }

  private List<Receipt> append(Link link, Intake intake) {
    Supplier<RoundTrip> trips = () -> trip(link, intake.gate().scope());
    return isTransactionByItself(link)
        ? tables.appender().appendAlone(trips, intake)
        : link.inTransaction(in -> tables.appender().append(trips, intake));
  }

  /** Whether what is one round trip needs neither begin nor commit. */
  private boolean isTransactionByItself(Link link) {
    return database == Database.POSTGRESQL && !link.isInTransaction();
  }

  @Override
  public List<OpenPartition> openPartitions(Instant now) {
    return use(link -> tables.openWork().partitions(link, now));
  }

  @Override
  public List<TenantId> tenantsWithSteps() {
    return use(tables.openWork()::tenantsWithSteps);
  }

  @Override
  public List<TenantId> tenantsWithDeadLetters() {
    return use(tables.openWork()::tenantsWithDeadLetters);
  }

  @Override
  public List<TenantId> tenantsWithEvents() {
    return use(tables.openWork()::tenantsWithEvents);
  }

  @Override
  public Optional<Instant> oldestDue() {
    return use(tables.openWork()::oldestDue);
  }

  @Override
  public List<Pause> pauses() {
    return use(
        link -> {
          List<Pause> pauses = new ArrayList<>();
          PausesTable.all(trip(link, RowScope.NOBODY), pauses::add).send();
          return pauses;
        });
  }

  @Override
  public void pause(Pause pause) {
    inScope(
        RowScope.NOBODY,
        handle -> {
          tables.pauses().put(handle, pause);
          return pause;
        });
  }

  @Override
  public boolean resume(Pause.Kind kind, String id) {
    return inScope(RowScope.NOBODY, handle -> tables.pauses().remove(handle, kind, id));
  }

  @Override
  public List<ModuleRollout> rollouts() {
    return inScope(RowScope.NOBODY, tables.rollouts()::all);
  }

  @Override
  public void rollOut(ModuleRollout rollout) {
    inScope(
        RowScope.NOBODY,
        handle -> {
          tables.rollouts().put(handle, rollout);
          return rollout;
        });
  }

  @Override
  public Optional<Map<String, Long>> agentRuns(String module, Instant since) {
    return Optional.of(use(link -> stats.agentRuns(link, module, since)));
  }

  @Override
  public Subscription onSignal(Runnable callback) {
    return signals.subscribe(callback);
  }

  @Override
  public void signal() {
    translating(
        () -> {
          signals.signal();
          return signals;
        });
  }

  @Override
  public Optional<TenantScope> ownerOf(EventId eventId) {
    return use(link -> tables.openWork().ownerOf(link, eventId));
  }

  @Override
  public KernelStats stats() {
    return use(stats::stats);
  }

  @Override
  public void register(Tenant tenant) {
    translating(
        () ->
            connections.inTransaction(
                link -> {
                  Session session = new Session(link, database, tenant.id());
                  new TenantAccount(session, tables).register(tenant);
                  return tenant;
                }));
  }

  @Override
  public Optional<Tenant> tenant(TenantId id) {
    return use(
        link -> {
          List<Tenant> found = new ArrayList<>();
          RoundTrip trip = trip(link, RowScope.of(id)).bind("tenant", id.value());
          TenantsTable.find(trip, found::add).send();
          return found.stream().findFirst();
        });
  }

  @Override
  public List<Tenant> tenants() {
    return use(
        link -> {
          List<TenantId> ids = tables.openWork().registeredTenants(link);
          return TenantsTable.all(scope -> trip(link, scope), ids);
        });
  }

  @Override
  public Set<String> missingTables(Collection<String> names) {
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(
        use(link -> link.handle().createQuery(TABLE_NAMES).mapTo(String.class).list()));
    return missing;
  }

  @Override
  public List<String> concerns() {
    return database == Database.H2 ? List.of() : use(link -> AppRole.concerns(link.connection()));
  }

  @Override
  public String describe() {
    return description;
  }

  /** Ends subscriptions; the data source is the host's. */
  @Override
  public void close() {
    signals.close();
  }

  private <T> T use(Function<Link, T> work) {
    return translating(() -> connections.use(work));
  }

  private RoundTrip trip(Link link, RowScope scope) {
    return RoundTrip.of(link, database, scope);
  }

  private <T> T inScope(RowScope scope, Function<Handle, T> statements) {
    return translating(
        () ->
            connections.inTransaction(
                link -> {
                  RoundTrip.enter(link, database, scope);
                  return statements.apply(link.handle());
                }));
  }
}
