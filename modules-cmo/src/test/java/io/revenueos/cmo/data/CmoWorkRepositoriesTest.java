package io.revenueos.cmo.data;

import static io.revenueos.cmo.data.Place.A;
import static io.revenueos.cmo.data.Place.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.Changes.Count;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans, content, the calendar and figures: kept as they were put, a tenant's own. */
class CmoWorkRepositoriesTest {
  private static final Page<UUID> ALL = Page.first(100);
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
  private static final UUID ASSET = UUID.fromString("a55e7000-0000-4000-8000-000000000001");
  private static final UUID EVENT = UUID.fromString("eeee7000-0000-4000-8000-000000000002");
  private static final String HOSTILE = "O'Brien'); -- $$ :tenant ?? \\ \u20AC\nline two";

  private static final MarketingPlan PLAN =
      new MarketingPlan(
          "Q1",
          HOSTILE,
          List.of(HOSTILE, Map.of("n", 1)),
          List.of(Map.of("kpi", "leads", "target", new BigDecimal("40.5"))),
          new Budget(new BigDecimal("9000"), "USD"),
          MarketingPlan.Status.ACTIVE,
          List.of(
              new Milestone("Launch", HOSTILE, MONDAY, Milestone.Status.IN_PROGRESS),
              Milestone.of("Review")));
  private static final WeeklySummary WEEK =
      new WeeklySummary(
          MONDAY,
          DataMode.DEMO,
          HOSTILE,
          List.of(HOSTILE),
          List.of(Map.of("do", "more")),
          JsonObject.of("leads", 12));

  private static ContentAsset asset(UUID campaign) {
    return new ContentAsset(
            campaign,
            Channel.VOICE_VM,
            ContentAsset.Type.VOICEMAIL_DROP,
            HOSTILE,
            "https://example.org/a?b=c",
            ContentAsset.Status.SCHEDULED,
            List.of())
        .with(
            List.of(
                new ContentVariant("A", "S", HOSTILE, 3, ContentVariant.Status.ACTIVE),
                ContentVariant.of("B", "")));
  }

  private static CalendarEvent event(UUID campaign) {
    return new CalendarEvent(
        "Goes out",
        HOSTILE,
        campaign,
        ASSET,
        Channel.EMAIL,
        Instant.parse("2026-11-20T10:15:30.123456789Z"),
        CalendarEvent.Status.PUBLISHED);
  }

  private static MetricsSnapshot snapshot(UUID campaign) {
    return new MetricsSnapshot(
        campaign,
        MONDAY,
        DataMode.REAL,
        new MetricsSnapshot.Figures(1L << 40, 5, 4, 3, 2, 1),
        new MetricsSnapshot.Money(new BigDecimal("-0.10"), new BigDecimal("2.50"), "EUR"),
        JsonObject.of("text", HOSTILE));
  }

  private static List<Written> putAll(Place place, TenantScope scope) {
    UUID campaign = Campaigns.on(place.database()).put(scope, Campaign.of("Spring")).id();
    return List.of(
        MarketingPlans.on(place.database()).put(scope, PLAN),
        ContentAssets.on(place.database()).put(scope, ASSET, asset(campaign)),
        CalendarEvents.on(place.database()).put(scope, EVENT, event(campaign)),
        MetricsSnapshots.on(place.database()).put(scope, snapshot(campaign)),
        WeeklySummaries.on(place.database()).put(scope, WEEK));
  }

  private static Count total(List<Written> written) {
    return written.stream().map(Written::changes).reduce(Changes.none(), Changes::plus).total();
  }

  private static List<Object> everythingOf(Place place, TenantScope scope) {
    List<Object> all = new ArrayList<>();
    all.addAll(MarketingPlans.on(place.database()).page(scope, ALL));
    all.addAll(ContentAssets.on(place.database()).page(scope, ALL));
    all.addAll(CalendarEvents.on(place.database()).page(scope, ALL));
    all.addAll(MetricsSnapshots.on(place.database()).page(scope, ALL));
    all.addAll(WeeklySummaries.on(place.database()).page(scope, ALL));
    return all;
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void rowsComeBackAsTheyWerePutAndAgainNothingIsWritten(Database kind) {
    try (Place place = Place.on(kind)) {
      List<Written> first = putAll(place, A);
      UUID campaign =
          Campaigns.on(place.database()).find(A, "Spring").map(Stored::id).orElseThrow();
      assertThat(total(first)).isEqualTo(new Count(9, 0, 0));
      assertThat(everythingOf(place, A))
          .containsExactly(
              new Stored<>(first.get(0).id(), PLAN),
              new Stored<>(ASSET, asset(campaign)),
              new Stored<>(EVENT, event(campaign)),
              new Stored<>(first.get(3).id(), snapshot(campaign)),
              new Stored<>(first.get(4).id(), WEEK));
      assertThat(total(putAll(place, A))).isEqualTo(new Count(0, 0, 9));
      assertThat(MarketingPlans.on(place.database()).find(A, "Q1")).isPresent();
      assertThat(ContentAssets.on(place.database()).find(A, ASSET)).isPresent();
      assertThat(CalendarEvents.on(place.database()).find(A, EVENT)).isPresent();
      assertThat(MetricsSnapshots.on(place.database()).find(A, campaign, MONDAY, DataMode.REAL))
          .isPresent();
      assertThat(MetricsSnapshots.on(place.database()).find(A, campaign, MONDAY, DataMode.DEMO))
          .isEmpty();
      assertThat(WeeklySummaries.on(place.database()).find(A, MONDAY, DataMode.DEMO)).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aRowIsChangedByItsKey(Database kind) {
    try (Place place = Place.on(kind)) {
      putAll(place, A);
      CalendarEvent plain = CalendarEvent.of("Plain", Instant.EPOCH);
      assertThat(CalendarEvents.on(place.database()).put(A, EVENT, plain).changes().total())
          .isEqualTo(new Count(0, 1, 0));
      assertThat(CalendarEvents.on(place.database()).find(A, EVENT))
          .contains(new Stored<>(EVENT, plain));
      ContentAsset other = ContentAsset.of(Channel.SMS, ContentAsset.Type.SMS_COPY);
      ContentAssets.on(place.database()).put(A, ASSET, other);
      assertThat(ContentAssets.on(place.database()).find(A, ASSET).orElseThrow().value().variants())
          .hasSize(2);
      WeeklySummaries.on(place.database()).put(A, WeeklySummary.of(MONDAY, "Real"));
      assertThat(WeeklySummaries.on(place.database()).count(A)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anotherTenantSeesAndChangesNothing(Database kind) {
    try (Place place = Place.on(kind)) {
      putAll(place, A);
      List<Object> before = everythingOf(place, A);
      UUID campaign =
          Campaigns.on(place.database()).find(A, "Spring").map(Stored::id).orElseThrow();
      assertThat(everythingOf(place, B)).isEmpty();
      assertThat(ContentAssets.on(place.database()).find(B, ASSET)).isEmpty();
      // A's campaign is none of B's.
      assertThatThrownBy(() -> MetricsSnapshots.on(place.database()).put(B, snapshot(campaign)))
          .isInstanceOf(KernelException.class);
      // The same ids in another tenant are other rows.
      assertThat(total(putAll(place, B))).isEqualTo(new Count(9, 0, 0));
      CalendarEvents.on(place.database()).put(B, EVENT, CalendarEvent.of("B's own", Instant.EPOCH));
      assertThat(everythingOf(place, A)).isEqualTo(before);
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> WeeklySummary.of(MONDAY.plusDays(1), "x"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("week_start: expected a Monday, found 2026-11-17");
    assertThatThrownBy(() -> new MetricsSnapshot.Figures(0, 0, 0, 0, 0, -1))
        .hasMessageStartingWith("open_count: ");
    assertThatThrownBy(
            () ->
                new MarketingPlan(
                    "n",
                    "",
                    List.of("a\u0000b"),
                    List.of(),
                    null,
                    MarketingPlan.Status.DRAFT,
                    List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("goals");
    assertThatThrownBy(() -> ContentVariant.of("A", "a\u0000b")).hasMessageStartingWith("body: ");
  }
}
