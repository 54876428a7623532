package io.revenueos.cmo.scoring;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.Activity;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What happened with leads in the seven days after they came. Later activities are not counted:
 * leads that became customers were known for longer and dealt with more, and a model that counts
 * all of it learns the outcome.
 */
final class FirstWeek {
  private static final String COUNTS =
      """
      select lead_id, kind, count(*) as times
      from lead_activities
      where lead_id is not null and kind in ('email', 'sms', 'call', 'meeting', 'form')
        and occurred_at < (select l.created_at + interval '7' day from leads l
          where l.tenant_id = lead_activities.tenant_id and l.id = lead_activities.lead_id)
        and
      """
          + IN_SCOPE
          + "group by lead_id, kind";

  private record Times(UUID lead, Activity.Kind kind, long times) {}

  private FirstWeek() {}

  /** How often each kind of touch was there, by lead. */
  static Map<UUID, Map<Activity.Kind, Long>> touches(TenantDatabase database, TenantScope scope) {
    Map<UUID, Map<Activity.Kind, Long>> touches = new HashMap<>();
    database
        .inTransaction(scope, session -> session.query(COUNTS).map(Row.as(FirstWeek::times)).list())
        .forEach(
            one ->
                touches
                    .computeIfAbsent(one.lead(), lead -> new EnumMap<>(Activity.Kind.class))
                    .put(one.kind(), one.times()));
    return touches;
  }

  private static Times times(Row row) throws SQLException {
    return new Times(
        row.uuid("lead_id"), row.word("kind", Activity.Kind.class), row.number("times"));
  }
}
