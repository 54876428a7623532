package io.revenueos.cmo.agents;

import static io.revenueos.cmo.agents.Office.A;
import static io.revenueos.cmo.agents.Office.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cmo.data.CalendarEvent;
import io.revenueos.cmo.data.CalendarEvent.Status;
import io.revenueos.cmo.data.CalendarEvents;
import io.revenueos.cmo.data.Stored;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.store.Page;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanCalendarTest {
  private static final String PLAN =
      "{'start': '2026-02-01', 'goals': [{'metric': 'leads', 'target': 100}]}";

  private static List<Stored<CalendarEvent>> planned(Office office) {
    assertThat(office.run("strategy", PLAN).status()).isEqualTo(ActionStatus.COMPLETED);
    return CalendarEvents.on(office.database()).page(scope(A), Page.first(100));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPlansMilestonesAreInTheCalendarAndWhatWasCancelledStaysSo(Database kind) {
    try (Office office = Office.on(kind, null, Office.PLAIN)) {
      List<Stored<CalendarEvent>> events = planned(office);
      assertThat(events)
          .extracting(event -> event.value().scheduledAt())
          .contains(Instant.parse("2026-02-15T00:00:00Z"), Instant.parse("2026-05-02T00:00:00Z"))
          .hasSize(6);
      assertThat(events).allSatisfy(event -> assertThat(event.value().title()).isNotBlank());
      Stored<CalendarEvent> first = events.get(0);
      CalendarEvent there = first.value();
      CalendarEvents.on(office.database())
          .put(
              scope(A),
              first.id(),
              new CalendarEvent(
                  there.title(),
                  there.description(),
                  null,
                  null,
                  null,
                  there.scheduledAt(),
                  Status.CANCELLED));
      List<Stored<CalendarEvent>> again = planned(office);
      assertThat(again.get(0).value().status()).isEqualTo(Status.CANCELLED);
      assertThat(again.subList(1, 6)).isEqualTo(events.subList(1, 6));
    }
  }
}
