package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantSession;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The leads and deals that other rows are about: they are in the scope, and what is about them is
 * in their workspace.
 */
final class Links {
  private static final String LEAD =
      "select workspace_id from leads where id = :id and " + IN_SCOPE;
  private static final String DEAL =
      "select workspace_id from deals where id = :id and " + IN_SCOPE;

  private Links() {}

  /** A row's workspace. */
  record Place(@Nullable UUID workspaceOrNull) {
    static Place of(Row row) throws SQLException {
      return new Place(row.uuidOrNull("workspace_id"));
    }
  }

  /**
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such lead
   */
  static Place lead(TenantSession session, LeadId id) {
    Optional<Place> lead =
        session.query(LEAD).bind("id", id.value()).map(Row.as(Place::of)).findOne();
    return lead.orElseThrow(() -> session.unknown("lead " + id));
  }

  /**
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such deal
   */
  static Place deal(TenantSession session, DealId id) {
    Optional<Place> deal =
        session.query(DEAL).bind("id", id.value()).map(Row.as(Place::of)).findOne();
    return deal.orElseThrow(() -> session.unknown("deal " + id));
  }
}
