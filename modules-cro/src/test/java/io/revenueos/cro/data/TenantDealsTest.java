package io.revenueos.cro.data;

import static io.revenueos.cro.data.Place.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.revenueos.cro.pipeline.DealRecord;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.crm.DealBackground;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a forecast takes from the rows. */
class TenantDealsTest {
  @ParameterizedTest
  @EnumSource(Database.class)
  void aDealHasItsProductAndTheDayOnWhichWorkBegan(Database kind) {
    try (Place place = Place.on(kind)) {
      Deals deals = new Deals(place.database());
      LocalDate begun = LocalDate.of(2024, 5, 6);
      DealDetails known =
          DealDetails.of("known", DealTerms.in("demo"))
              .with(DealBackground.UNKNOWN.selling("Engines").startedOn(begun));
      String id = deals.add(A, known).toString();
      String bare = deals.add(A, DealDetails.of("bare", DealTerms.in("demo"))).toString();
      place
          .rows()
          .execute(
              "update deals set created_at = timestamp with time zone '2025-01-02 03:00:00+00'");
      assertThat(TenantDeals.read(place.database(), A, LocalDate.of(9000, 1, 1)).history().deals())
          .extracting(DealRecord::id, DealRecord::product, DealRecord::engaged)
          .containsExactly(tuple(id, "Engines", begun), tuple(bare, "", LocalDate.of(2025, 1, 2)));
    }
  }
}
