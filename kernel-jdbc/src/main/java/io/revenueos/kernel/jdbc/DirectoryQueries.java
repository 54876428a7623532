package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds targets' rows in {@code leads} and {@code deals}; every other kind lives with the host. */
final class DirectoryQueries {
  private static final String LEADS =
      "select id, email, phone from leads where tenant_id = :tenant and id = any(:leads)";
  // A deal is reached through its lead.
  private static final String DEALS =
      """
      select d.id, l.email, l.phone from deals d
      left join leads l on l.tenant_id = d.tenant_id and l.id = d.lead_id
      where d.tenant_id = :tenant and d.id = any(:deals)
      """;
  // Hosts use ids of any form; only a UUID can be the id of a row here.
  private static final Pattern ROW_ID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private DirectoryQueries() {}

  static Map<Target, Directory.Entry> find(Session session, Set<Target> targets) {
    List<Target> leads = rows(targets, Target.Kind.LEAD);
    List<Target> deals = rows(targets, Target.Kind.DEAL);
    if (leads.isEmpty() && deals.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Directory.Entry> foundLeads = new HashMap<>();
    Map<UUID, Directory.Entry> foundDeals = new HashMap<>();
    RoundTrip trip = session.roundTrip();
    if (!leads.isEmpty()) {
      trip.bind("leads", Columns.uuids(leads, DirectoryQueries::rowId))
          .query(LEADS, row -> put(foundLeads, row));
    }
    if (!deals.isEmpty()) {
      trip.bind("deals", Columns.uuids(deals, DirectoryQueries::rowId))
          .query(DEALS, row -> put(foundDeals, row));
    }
    trip.send();
    Map<Target, Directory.Entry> found = new HashMap<>();
    take(leads, foundLeads, found);
    take(deals, foundDeals, found);
    return found;
  }

  private static List<Target> rows(Collection<Target> targets, Target.Kind kind) {
    return targets.stream()
        .filter(target -> target.kind() == kind && ROW_ID.matcher(target.id()).matches())
        .toList();
  }

  private static UUID rowId(Target target) {
    return UUID.fromString(target.id());
  }

  private static void put(Map<UUID, Directory.Entry> found, ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    found.put(id, new Directory.Entry(id, row.getString("email"), row.getString("phone")));
  }

  private static void take(
      List<Target> targets, Map<UUID, Directory.Entry> rows, Map<Target, Directory.Entry> found) {
    for (Target target : targets) {
      Directory.Entry entry = rows.get(rowId(target));
      if (entry != null) {
        found.put(target, entry);
      }
    }
  }
}
