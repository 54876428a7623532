package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.tenant.WorkspaceRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code workspace_members}. */
final class WorkspaceMembersTable {
  static final String COLUMNS = "tenant_id, workspace_id, user_id, role";

  private static final String SELECT =
      "select workspace_id, user_id, role from workspace_members\n";
  private static final String BY_ID =
      SELECT + "where tenant_id = :tenant and workspace_id = :workspace and user_id = :user";
  private static final String FIRST_PAGE =
      SELECT
          + """
          where tenant_id = :tenant and workspace_id = :workspace
          order by user_id
          limit :limit
          """;
  private static final String NEXT_PAGE =
      SELECT
          + """
          where tenant_id = :tenant and workspace_id = :workspace and user_id > :user
          order by user_id
          limit :limit
          """;
  private static final String UPDATE =
      """
      update workspace_members set role = :role
      where tenant_id = :tenant and workspace_id = :workspace and user_id = :user
      """;
  // "on conflict do nothing" waits for a concurrent transaction that adds the same member.
  private static final String INSERT =
      """
      insert into workspace_members (tenant_id, workspace_id, user_id, role)
      values (:tenant, :workspace, :user, :role)
      on conflict do nothing
      """;
  private static final String DELETE =
      """
      delete from workspace_members
      where tenant_id = :tenant and workspace_id = :workspace and user_id = :user
      """;
  private static final String DELETE_ALL =
      "delete from workspace_members where tenant_id = :tenant and user_id = :user";

  /** Its user is locked: nobody else adds the same member meanwhile. */
  void put(Session session, Member member) {
    if (!isUpdated(session, member)) {
      bind(session.handle().createUpdate(INSERT), session, member.workspace(), member.user())
          .bind("role", member.role().stored())
          .execute();
    }
  }

  private static boolean isUpdated(Session session, Member member) {
    return bind(session.handle().createUpdate(UPDATE), session, member.workspace(), member.user())
            .bind("role", member.role().stored())
            .execute()
        == 1;
  }

  Optional<Member> find(Session session, WorkspaceId workspace, UserId user) {
    return bind(session.handle().createQuery(BY_ID), session, workspace, user)
        .map((row, context) -> member(row))
        .findOne();
  }

  List<Member> page(Session session, WorkspaceId workspace, Page<UserId> page) {
    UserId last = page.afterOrNull();
    Query query =
        last == null
            ? bind(session.handle().createQuery(FIRST_PAGE), session, workspace)
            : bind(session.handle().createQuery(NEXT_PAGE), session, workspace, last);
    return query.bind("limit", page.limit()).map((row, context) -> member(row)).list();
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        new UserId(row.getObject("user_id", UUID.class)),
        WorkspaceRole.ofStored(row.getString("role")));
  }

  /** Returns false when the user is no member. */
  boolean remove(Session session, WorkspaceId workspace, UserId user) {
    return bind(session.handle().createUpdate(DELETE), session, workspace, user).execute() == 1;
  }

  void removeAll(Session session, UserId user) {
    session
        .handle()
        .createUpdate(DELETE_ALL)
        .bind("tenant", session.tenant().value())
        .bind("user", user.value())
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, Session session, WorkspaceId workspace, UserId user) {
    return bind(statement, session, workspace).bind("user", user.value());
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, Session session, WorkspaceId workspace) {
    return statement.bind("tenant", session.tenant().value()).bind("workspace", workspace.value());
  }
}
