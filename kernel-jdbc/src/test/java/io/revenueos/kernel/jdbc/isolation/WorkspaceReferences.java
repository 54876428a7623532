package io.revenueos.kernel.jdbc.isolation;

import io.revenueos.kernel.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** What {@link IsolationCheck} finds of one tenant, without a visit to all of them. */
public final class WorkspaceReferences {
  private WorkspaceReferences() {}

  /** Keys by which a tenant's rows of one workspace refer to rows of another. */
  public static List<String> across(DataSource operator, TenantId tenant) {
    try (Connection connection = operator.getConnection()) {
      return new RowChecks(connection, ScopedTable.all(connection)).acrossWorkspaces(tenant);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
