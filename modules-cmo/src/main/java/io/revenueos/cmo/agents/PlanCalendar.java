package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.CalendarEvent;
import io.revenueos.cmo.data.CalendarEvent.Status;
import io.revenueos.cmo.data.CalendarEvents;
import io.revenueos.cmo.data.Milestone;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.TenantScope;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Puts the milestones of a plan into the calendar: each at the beginning of its day, UTC. */
record PlanCalendar(CalendarEvents events) {
  static PlanCalendar on(TenantDatabase database) {
    return new PlanCalendar(CalendarEvents.on(database));
  }

  /**
   * Adds an event for each milestone that has a day, or changes the one that an earlier draft of
   * the plan left. One that somebody has cancelled or published stays so.
   *
   * @return how many milestones stand in the calendar
   */
  int put(TenantScope scope, UUID plan, List<Milestone> milestones) {
    int dated = 0;
    for (int i = 0; i < milestones.size(); i++) {
      LocalDate due = milestones.get(i).dueDateOrNull();
      if (due != null) {
        put(scope, id(plan, i), milestones.get(i), due);
        dated++;
      }
    }
    return dated;
  }

  private void put(TenantScope scope, UUID id, Milestone milestone, LocalDate due) {
    Status status =
        events.find(scope, id).map(there -> there.value().status()).orElse(Status.SCHEDULED);
    events.put(
        scope,
        id,
        new CalendarEvent(
            milestone.title(),
            milestone.description(),
            null,
            null,
            null,
            due.atStartOfDay(ZoneOffset.UTC).toInstant(),
            status));
  }

  private static UUID id(UUID plan, int position) {
    String key = "plan %s milestone %s".formatted(plan, position);
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }
}
