package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.Workspace.Status;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** {@code workspaces}. */
final class WorkspacesTable {
  static final String COLUMNS = "tenant_id, id, slug, name, owner_id, settings, status";

  private static final String SELECT =
      "select id, slug, name, owner_id, settings, status from workspaces\n";
  private static final String BY_ID = SELECT + "where tenant_id = :tenant and id = :id";
  private static final String FIRST_PAGE =
      SELECT + "where tenant_id = :tenant order by id limit :limit";
  private static final String NEXT_PAGE =
      SELECT + "where tenant_id = :tenant and id > :id order by id limit :limit";
  private static final String OWNED =
      """
      select id from workspaces
      where tenant_id = :tenant and owner_id = :owner
      order by id
      limit 1
      """;
  private static final String UPDATE =
      """
      update workspaces
      set slug = :slug, name = :name, owner_id = cast(:owner as uuid),
          settings = cast(:settings as jsonb), status = :status
      where tenant_id = :tenant and id = :id
      """;
  // "on conflict do nothing" waits for a concurrent transaction that adds the same id or slug.
  private static final String INSERT =
      """
      insert into workspaces (tenant_id, id, slug, name, owner_id, settings, status)
      values (:tenant, :id, :slug, :name, cast(:owner as uuid), cast(:settings as jsonb), :status)
      on conflict do nothing
      """;

  /**
   * @throws InvalidInputException when another workspace of the tenant has the slug
   */
  void put(Session session, Workspace workspace) {
    try {
      boolean done =
          isUpdated(session, workspace)
              || isInserted(session, workspace)
              // Another transaction added the workspace in between.
              || isUpdated(session, workspace);
      if (!done) {
        throw slugTaken(workspace);
      }
    } catch (JdbiException refused) {
      throw SqlErrors.isUniqueViolation(refused) ? slugTaken(workspace) : refused;
    }
  }

  /** Returns false when a workspace with that id is there. */
  boolean addHome(Session session, Workspace home) {
    return isInserted(session, home)
        // Another workspace may have the slug.
        || isInserted(session, home.called(session.tenant().toString()));
  }

  private static InvalidInputException slugTaken(Workspace workspace) {
    return new InvalidInputException(
        "invalid_workspace",
        "slug",
        "expected one that no other workspace of the tenant has, found "
            + Text.quoted(workspace.slug()));
  }

  private static boolean isUpdated(Session session, Workspace workspace) {
    return bind(session.handle().createUpdate(UPDATE), session, workspace).execute() == 1;
  }

  private static boolean isInserted(Session session, Workspace workspace) {
    return bind(session.handle().createUpdate(INSERT), session, workspace).execute() == 1;
  }

  private static Update bind(Update statement, Session session, Workspace workspace) {
    return bind(statement, session, workspace.id())
        .bind("slug", workspace.slug())
        .bind("name", workspace.name())
        .bind("owner", workspace.owner().map(UserId::toString).orElse(null))
        .bind("settings", workspace.settings())
        .bind("status", workspace.status().stored());
  }

  Optional<Workspace> find(Session session, WorkspaceId id) {
    return bind(session.handle().createQuery(BY_ID), session, id)
        .map((row, context) -> workspace(row))
        .findOne();
  }

  List<Workspace> page(Session session, Page<WorkspaceId> page) {
    WorkspaceId last = page.afterOrNull();
    Query query =
        last == null
            ? session.handle().createQuery(FIRST_PAGE).bind("tenant", session.tenant().value())
            : bind(session.handle().createQuery(NEXT_PAGE), session, last);
    return query.bind("limit", page.limit()).map((row, context) -> workspace(row)).list();
  }

  /** One of those that a user owns. */
  Optional<WorkspaceId> ownedBy(Session session, UserId owner) {
    return session
        .handle()
        .createQuery(OWNED)
        .bind("tenant", session.tenant().value())
        .bind("owner", owner.value())
        .map((row, context) -> id(row))
        .findOne();
  }

  private static Workspace workspace(ResultSet row) throws SQLException {
    UUID owner = row.getObject("owner_id", UUID.class);
    return new Workspace(
        id(row),
        row.getString("slug"),
        row.getString("name"),
        owner == null ? null : new UserId(owner),
        Sql.json(row, "settings"),
        Status.ofStored(row.getString("status")));
  }

  private static WorkspaceId id(ResultSet row) throws SQLException {
    return new WorkspaceId(row.getObject("id", UUID.class));
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Session session, WorkspaceId id) {
    return statement.bind("tenant", session.tenant().value()).bind("id", id.value());
  }
}
