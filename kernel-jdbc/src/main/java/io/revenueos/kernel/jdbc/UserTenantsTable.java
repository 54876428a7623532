package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.TenantUser.Standing;
import io.revenueos.kernel.tenant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code user_tenants}: who belongs to a tenant. */
final class UserTenantsTable {
  static final String COLUMNS = "tenant_id, user_id, role";

  private static final String BY_ID =
      "select user_id, role from user_tenants where tenant_id = :tenant and user_id = :user";
  private static final String LOCK = BY_ID + " for update";
  private static final String FIRST_PAGE =
      """
      select user_id, role from user_tenants
      where tenant_id = :tenant
      order by user_id
      limit :limit
      """;
  private static final String NEXT_PAGE =
      """
      select user_id, role from user_tenants
      where tenant_id = :tenant and user_id > :user
      order by user_id
      limit :limit
      """;
  private static final String UPDATE =
      "update user_tenants set role = :role where tenant_id = :tenant and user_id = :user";
  // "on conflict do nothing" waits for a concurrent transaction that adds the same user.
  private static final String INSERT =
      """
      insert into user_tenants (tenant_id, user_id, role) values (:tenant, :user, :role)
      on conflict do nothing
      """;
  private static final String DELETE =
      "delete from user_tenants where tenant_id = :tenant and user_id = :user";

  void put(Session session, TenantUser user) {
    boolean there = isUpdated(session, user);
    if (!there && !isInserted(session, user)) {
      // Another transaction added the user in between.
      isUpdated(session, user);
    }
  }

  private static boolean isUpdated(Session session, TenantUser user) {
    return bind(session.handle().createUpdate(UPDATE), session, user.id())
            .bind("role", user.standing().stored())
            .execute()
        == 1;
  }

  private static boolean isInserted(Session session, TenantUser user) {
    return bind(session.handle().createUpdate(INSERT), session, user.id())
            .bind("role", user.standing().stored())
            .execute()
        == 1;
  }

  Optional<TenantUser> find(Session session, UserId user) {
    return one(bind(session.handle().createQuery(BY_ID), session, user));
  }

  /** Keeps the user in the tenant until the transaction ends. */
  Optional<TenantUser> lock(Session session, UserId user) {
    return one(bind(session.handle().createQuery(LOCK), session, user));
  }

  private static Optional<TenantUser> one(Query query) {
    return query.map((row, context) -> user(row)).findOne();
  }

  List<TenantUser> page(Session session, Page<UserId> page) {
    UserId last = page.afterOrNull();
    Query query =
        last == null
            ? session.handle().createQuery(FIRST_PAGE).bind("tenant", session.tenant().value())
            : bind(session.handle().createQuery(NEXT_PAGE), session, last);
    return query.bind("limit", page.limit()).map((row, context) -> user(row)).list();
  }

  private static TenantUser user(ResultSet row) throws SQLException {
    return new TenantUser(
        new UserId(row.getObject("user_id", UUID.class)), Standing.ofStored(row.getString("role")));
  }

  void remove(Session session, UserId user) {
    bind(session.handle().createUpdate(DELETE), session, user).execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Session session, UserId user) {
    return statement.bind("tenant", session.tenant().value()).bind("user", user.value());
  }
}
