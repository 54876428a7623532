package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Two tenants on a new PostgreSQL, with a row each in every table that has a tenant, and the
 * connection of a production host, which works for B: it may act as the application role, and as
 * nobody else.
 */
public final class TwoTenants implements AutoCloseable {
  public static final TenantId A = new TenantId(UUID.randomUUID());
  public static final TenantId B = new TenantId(UUID.randomUUID());

  private final PooledDatabase database;
  private final Rows operator;
  private final AppLogin attacker;
  private final TenantRows tables;
  private final TenantRows.Added ofA;
  private final TenantRows.Added ofB;

  /**
   * @param migration brings a schema up to date
   */
  public TwoTenants(Consumer<DataSource> migration) {
    String url = TestDatabases.emptyUrl(Database.POSTGRESQL);
    this.database = PooledDatabase.open(url);
    migration.accept(database.dataSource());
    this.operator = Rows.of(database.dataSource());
    this.tables = TenantRows.in(operator);
    this.ofA = tables.addFor(A);
    this.ofB = tables.addFor(B);
    this.attacker = AppLogin.on(url, operator);
  }

  /** As one whom no policy binds. */
  public Rows operator() {
    return operator;
  }

  public AppLogin attacker() {
    return attacker;
  }

  public TenantRows tables() {
    return tables;
  }

  public TenantRows.Added ofA() {
    return ofA;
  }

  public TenantRows.Added ofB() {
    return ofB;
  }

  public String rowsOf(TenantId tenant, String table) {
    return operator
        .lines("select count(*) from %s where tenant_id = '%s'".formatted(table, tenant))
        .get(0);
  }

  /** Runs in one transaction that has B's scope, and rolls it back. */
  public List<String> asB(String... statements) {
    return attacker.in(
        "select set_config('revenueos.tenant_id', '%s', true)".formatted(B), statements);
  }

  /** The SQLSTATE of {@link #asB}; a hyphen when it succeeds. */
  public String stateAsB(String... statements) {
    return attacker.stateOf(() -> asB(statements));
  }

  /** Adds B's own row once more, for a tenant. */
  public String copyOfOwn(String table, TenantId tenant) {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String column : tables.writableColumns(table)) {
      columns.add('"' + column + '"');
      values.add(column.equals("tenant_id") ? "'%s'::uuid".formatted(tenant) : '"' + column + '"');
    }
    return "insert into %s (%s) select %s from %s"
        .formatted(table, String.join(", ", columns), String.join(", ", values), table);
  }

  @Override
  public void close() {
    attacker.close();
    database.close();
  }
}
