package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a tenant, for repositories: every call is bound to a scope, and on PostgreSQL
 * row-level security holds it to that, whatever its statements ask for. Thread-safe.
 *
 * <p>A call within a call of the same thread is part of the same transaction.
 */
public final class TenantDatabase {
  private final Connections connections;
  private final Database database;

  private TenantDatabase(DataSource dataSource, Database database) {
    this.connections = new Connections(dataSource);
    this.database = database;
  }

  /**
   * @param dataSource stays the host's
   * @throws io.revenueos.kernel.error.UnavailableException when the database cannot be reached
   * @throws SchemaException when there is no schema of the kernel's, or the connection's user may
   *     not act as the role that the kernel works as
   */
  public static TenantDatabase on(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      Database database = Database.of(connection);
      if (database == Database.POSTGRESQL) {
        requireRole(connection);
      }
      return new TenantDatabase(dataSource, database);
    } catch (SQLException unreachable) {
      throw Database.unreachable(unreachable);
    }
  }

  private static void requireRole(Connection connection) throws SQLException {
    if (!AppRole.exists(connection)) {
      throw new SchemaException(
          "there is no role %s: run KernelSchema.on(dataSource).migrate() first"
              .formatted(AppRole.NAME));
    }
    AppRole.<List<String>>as(connection, allowed -> List.of());
  }

  /**
   * Runs work in one transaction: it commits when the work returns, and rolls back without a trace
   * when it throws.
   *
   * @throws RefusedException when there is no scope, the tenant has no such workspace or user, the
   *     workspace is archived, the user does not see it, the thread is in a transaction of another
   *     scope already, or a row refers to one that is not the tenant's ({@code unknown_id})
   * @throws io.revenueos.kernel.error.UnavailableException when the database cannot do it just now
   */
  public <T> T inTransaction(@Nullable TenantScope scope, Function<TenantSession, T> work) {
    if (scope == null) {
      throw new RefusedException(
          "missing_scope", "a tenant's tables need a scope: TenantScope.of(tenant)");
    }
    return translating(
        () -> {
          try {
            return connections.inTransaction(link -> work.apply(session(link, scope)));
          } catch (JdbiException refused) {
            throw SqlErrors.isForeignKeyViolation(refused) ? unknownId(scope, refused) : refused;
          }
        });
  }

  /** What is another tenant's is not there either. */
  private static RefusedException unknownId(TenantScope scope, JdbiException refused) {
    String reason = SqlErrors.sqlException(refused).map(SqlErrors::firstLine).orElse("");
    return new RefusedException(
        "unknown_id",
        "tenant %s does not have what a row refers to, or still refers to what is removed: %s"
            .formatted(scope.tenant(), reason));
  }

  private TenantSession session(Link link, TenantScope scope) {
    TenantSession outer = link.sessionOrNull();
    if (outer == null) {
      return begin(link, scope);
    }
    if (!RowScope.of(outer.scope()).equals(RowScope.of(scope))) {
      throw new RefusedException(
          "wrong_scope",
          "the thread is in a transaction of %s, and cannot work for %s in it"
              .formatted(outer.scope(), scope));
    }
    return outer;
  }

  /** First as the tenant itself: a user need not see what decides about them. */
  private TenantSession begin(Link link, TenantScope scope) {
    enter(link, RowScope.of(scope.tenant()));
    WorkspaceAccess access = WorkspaceAccess.of(scope, link.handle());
    enter(link, RowScope.of(scope));
    TenantSession session = new TenantSession(link, database, scope, access);
    link.enter(session);
    return session;
  }

  private void enter(Link link, RowScope rows) {
    if (database == Database.POSTGRESQL) {
      link.handle()
          .createQuery(RowScope.ENTER_AS_SOMEBODY)
          .bind("rowTenant", rows.tenant())
          .bind("rowTenants", rows.tenants())
          .bind("rowWorkspace", rows.workspace())
          .bind("rowUser", rows.user())
          .mapTo(String.class)
          .one();
    }
    link.enter(rows);
  }
}
