package io.revenueos.cro.data;

import static io.revenueos.cro.data.Place.A;
import static io.revenueos.cro.data.Place.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cro.pipeline.Sighting;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What earlier forecasts saw of deals, and how long it is kept. */
class DealSightingsTest {
  private static final Instant NOON = Instant.parse("2026-02-15T12:00:00Z");
  private static final LocalDate TOMORROW = LocalDate.of(9000, 1, 1);

  private static Instant day(int number) {
    return NOON.plus(Duration.ofDays(number));
  }

  private static UUID seen(Place place, Instant at) {
    StoredSnapshot snapshot =
        StoredSnapshot.of(UUID.randomUUID(), at, TenantDeals.read(place.database(), A, TOMORROW));
    ForecastSnapshots snapshots = new ForecastSnapshots(place.database());
    snapshots.draft(A, snapshot);
    snapshots.show(A, snapshot.id());
    return snapshot.id();
  }

  private static DealTerms terms(String stage, String value) {
    return DealTerms.in(stage).worth(Money.of(value, "EUR"));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aDealIsNamedEachTimeThatItHasChanged(Database kind) {
    try (Place place = Place.on(kind)) {
      Deals deals = new Deals(place.database());
      DealId one = deals.add(A, DealDetails.of("one", terms("lead", "100")));
      DealId two = deals.add(A, DealDetails.of("two", DealTerms.in("lead")));
      seen(place, day(0));
      seen(place, day(1));
      deals.setTerms(A, one, terms("demo", "100"));
      seen(place, day(2));
      seen(place, day(3));
      deals.setTerms(A, one, terms("demo", "80"));
      deals.setTerms(A, two, terms("lead", "5"));
      seen(place, day(4));
      deals.setTerms(A, one, terms("lead", "80"));
      new ForecastSnapshots(place.database())
          .draft(
              A,
              StoredSnapshot.of(
                  UUID.randomUUID(), day(5), TenantDeals.read(place.database(), A, TOMORROW)));

      DealSightings sightings = new DealSightings(place.database());
      assertThat(sightings.of(A, one))
          .containsExactly(
              new DealSighting(one, day(0), "lead", Money.of("100", "EUR")),
              new DealSighting(one, day(2), "demo", Money.of("100", "EUR")),
              new DealSighting(one, day(4), "demo", Money.of("80", "EUR")));
      assertThat(sightings.of(A, two))
          .containsExactly(
              new DealSighting(two, day(0), "lead", null),
              new DealSighting(two, day(4), "lead", Money.of("5", "EUR")));
      assertThat(sightings.all(A))
          .hasSize(5)
          .isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
      assertThat(sightings.all(B)).isEmpty();
      assertThat(sightings.of(B, one)).isEmpty();

      TenantDeals now = TenantDeals.read(place.database(), A, LocalDate.of(2026, 3, 1));
      assertThat(now.seen(sightings.all(A)).history().sightings())
          .contains(new Sighting(one.toString(), LocalDate.of(2026, 2, 17), "demo"))
          .doesNotContain(new Sighting(one.toString(), LocalDate.of(2026, 2, 28), "demo"));
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void ofOldForecastsTheLastOfEachWeekIsKeptForTwoYears(Database kind) {
    try (Place place = Place.on(kind)) {
      new Deals(place.database()).add(A, DealDetails.of("one", terms("lead", "1")));
      // A Thursday, on which a week of the epoch begins.
      Instant first = Instant.parse("2026-01-01T12:00:00Z");
      UUID old = seen(place, first.minus(Duration.ofDays(800)));
      List<UUID> ofWeek =
          List.of(
              seen(place, first),
              seen(place, first.plus(Duration.ofDays(3))),
              seen(place, first.plus(Duration.ofDays(6))));
      UUID next = seen(place, first.plus(Duration.ofDays(7)));
      for (int i = 0; i < ForecastSnapshots.KEPT; i++) {
        seen(place, day(30).plusSeconds(i));
      }
      assertThat(place.rows().lines("select cast(id as varchar) from cro_forecast_snapshots"))
          .hasSize(ForecastSnapshots.KEPT + 2)
          .contains(ofWeek.get(2).toString(), next.toString())
          .doesNotContain(old.toString(), ofWeek.get(0).toString(), ofWeek.get(1).toString());
    }
  }
}
