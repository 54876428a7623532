package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.UserId;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code user_roles}: what the users of a tenant may ask for. */
final class UserRolesTable {
  static final String COLUMNS = "tenant_id, user_id, role";

  private static final String OF_USER =
      "select role from user_roles where tenant_id = :tenant and user_id = :user";
  private static final String INSERT =
      """
      insert into user_roles (tenant_id, user_id, role) values (:tenant, :user, :role)
      on conflict do nothing
      """;
  private static final String DELETE =
      "delete from user_roles where tenant_id = :tenant and user_id = :user and role = :role";
  private static final String DELETE_ALL =
      "delete from user_roles where tenant_id = :tenant and user_id = :user";

  Set<Role> of(Session session, UserId user) {
    return bind(session.handle().createQuery(OF_USER), session, user)
        .map((row, context) -> new Role(row.getString("role")))
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns false when the user has the role already. */
  boolean add(Session session, UserId user, Role role) {
    return bind(session.handle().createUpdate(INSERT), session, user)
            .bind("role", role.name())
            .execute()
        == 1;
  }

  /** Returns false when the user does not have the role. */
  boolean remove(Session session, UserId user, Role role) {
    return bind(session.handle().createUpdate(DELETE), session, user)
            .bind("role", role.name())
            .execute()
        == 1;
  }

  void removeAll(Session session, UserId user) {
    bind(session.handle().createUpdate(DELETE_ALL), session, user).execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Session session, UserId user) {
    return statement.bind("tenant", session.tenant().value()).bind("user", user.value());
  }
}
