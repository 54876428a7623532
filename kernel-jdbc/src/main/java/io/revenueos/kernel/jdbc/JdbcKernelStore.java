package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.store.KernelStats;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The kernel's store on PostgreSQL or H2. One call of {@link #inTransaction} is one connection of
 * the data source and one database transaction. Thread-safe.
 */
public final class JdbcKernelStore implements KernelStore {
  private static final String TABLE_NAMES =
      "select lower(table_name) from information_schema.tables";

  private final Jdbi jdbi;
  private final String description;
  private final Tables tables = Tables.all();
  private final StatsQueries stats = new StatsQueries();
  private final Clock clock = Clock.systemUTC();

  private JdbcKernelStore(Jdbi jdbi, String description) {
    this.jdbi = jdbi;
    this.description = description;
  }

  /**
   * Uses a database whose schema is up to date (see {@link KernelSchema#migrate()}). The data
   * source stays the host's: {@link #close()} leaves it open. Its connections must have isolation
   * level read committed, the default of both databases.
   *
   * @throws SchemaException naming what the schema lacks
   * @throws io.revenueos.kernel.error.UnavailableException when the database cannot be reached
   */
  public static JdbcKernelStore on(DataSource dataSource) {
    KernelSchema.on(dataSource).validate();
    return new JdbcKernelStore(Sql.jdbi(dataSource), Database.describe(dataSource));
  }

  @Override
  public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
    return translating(
        () -> jdbi.inTransaction(handle -> work.apply(new JdbcTransaction(handle, tables, scope))));
  }

  @Override
  public Optional<TenantScope> ownerOf(EventId eventId) {
    return read(handle -> tables.events().ownerOf(handle, eventId));
  }

  @Override
  public KernelStats stats() {
    return read(stats::stats);
  }

  @Override
  public void register(Tenant tenant) {
    translating(
        () ->
            jdbi.inTransaction(
                handle -> {
                  tables
                      .tenants()
                      .put(handle, tenant, clock.instant().truncatedTo(ChronoUnit.MICROS));
                  return tenant;
                }));
  }

  @Override
  public Optional<Tenant> tenant(TenantId id) {
    return read(handle -> tables.tenants().find(handle, id));
  }

  @Override
  public List<Tenant> tenants() {
    return read(tables.tenants()::all);
  }

  @Override
  public Set<String> missingTables(Collection<String> names) {
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(read(handle -> handle.createQuery(TABLE_NAMES).mapTo(String.class).list()));
    return missing;
  }

  @Override
  public String describe() {
    return description;
  }

  /** Does nothing: the data source is the host's. */
  @Override
  public void close() {}

  private <T> T read(Function<Handle, T> query) {
    return translating(() -> jdbi.withHandle(query::apply));
  }
}
