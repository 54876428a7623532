package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Where a user works. Thread-safe. */
public final class UserWorkspaces {
  private static final String PAGE =
      """
      select id, slug, name, owner_id, settings, status
      from workspaces
      where tenant_id = :tenant and (:tenantWide or id = any(:workspaces)) and id > :after
      order by id
      limit :limit
      """;
  private static final UUID NONE = new UUID(0, 0);

  private final TenantDatabase database;

  public UserWorkspaces(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * The workspaces that the scope's user owns or is a member of, archived ones too; all of the
   * tenant's for an admin. In the order of ids.
   *
   * @throws RefusedException when the scope has no actor
   */
  public List<Workspace> page(TenantScope scope, Page<WorkspaceId> page) {
    WorkspaceId after = page.afterOrNull();
    return database.inTransaction(
        scope,
        session -> {
          if (session.user().isEmpty()) {
            throw new RefusedException(
                "missing_actor", "whose workspaces? call scope.as(Actor.of(user))");
          }
          return session
              .query(PAGE)
              .bind("after", after == null ? NONE : after.value())
              .bind("limit", page.limit())
              .map(Row.as(UserWorkspaces::workspace))
              .list();
        });
  }

  private static Workspace workspace(Row row) throws SQLException {
    return new Workspace(
        new WorkspaceId(row.uuid("id")),
        row.text("slug"),
        row.text("name"),
        row.userOrNull("owner_id"),
        row.json("settings"),
        row.word("status", Workspace.Status.class));
  }
}
