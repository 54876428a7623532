package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds a target's row in {@code leads} or {@code deals}; every other kind lives with the host. */
final class DirectoryQueries {
  private static final String LEAD =
      "select id, email, phone from leads where tenant_id = :tenant and id = :id";
  // A deal is reached through its lead.
  private static final String DEAL =
      """
      select d.id, l.email, l.phone from deals d
      left join leads l on l.tenant_id = d.tenant_id and l.id = d.lead_id
      where d.tenant_id = :tenant and d.id = :id
      """;
  // Hosts use ids of any form; only a UUID can be the id of a row here.
  private static final Pattern ROW_ID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  Optional<Directory.Entry> find(Handle handle, TenantId tenant, Target target) {
    String query = queryFor(target.kind());
    if (query == null || !ROW_ID.matcher(target.id()).matches()) {
      return Optional.empty();
    }
    return handle
        .createQuery(query)
        .bind("tenant", tenant.value())
        .bind("id", UUID.fromString(target.id()))
        .map(
            (row, context) ->
                new Directory.Entry(
                    row.getObject("id", UUID.class),
                    row.getString("email"),
                    row.getString("phone")))
        .findOne();
  }

  private static @Nullable String queryFor(Target.Kind kind) {
    return switch (kind) {
      case LEAD -> LEAD;
      case DEAL -> DEAL;
      case INVOICE, ACCOUNT, CONTACT, BOOKING, CAMPAIGN -> null;
    };
  }
}
