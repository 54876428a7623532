package io.revenueos.cro.data;

import static io.revenueos.cro.data.Place.A;
import static io.revenueos.cro.data.Place.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.data.StoredForecast.Scenario;
import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets, forecasts and reviews: kept as they were put, a tenant's own. */
class CroRepositoriesTest {
  private static final String HOSTILE = "O'Brien'); -- $$ :tenant ?? \\ \u20AC\nline two";
  private static final Period Q1 = Period.parse("2026-Q1");
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Target TARGET =
      new Target(
          Q1,
          Target.Owner.REP,
          HOSTILE.strip().replace("\n", " "),
          new BigDecimal("1000.50"),
          BigDecimal.ZERO,
          EUR);
  private static final StoredForecast FORECAST =
      new StoredForecast(
          Q1, Scenario.COMMIT, new BigDecimal("-0.10"), EUR, new BigDecimal("0.8"), HOSTILE);

  private static StoredReview review(DealId deal, String text) {
    return new StoredReview(deal, text, text, text, new BigDecimal("55.5"));
  }

  private static DealId deal(Place place, TenantScope scope) {
    return new Deals(place.database()).add(scope, DealDetails.of("Deal", DealTerms.in("demo")));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void rowsComeBackAsTheyWerePutAndAreChangedByTheirKey(Database kind) {
    try (Place place = Place.on(kind)) {
      Targets targets = new Targets(place.database());
      targets.put(A, TARGET);
      targets.put(A, TARGET);
      Target everybodys = Target.of(Q1, BigDecimal.TEN, EUR);
      targets.put(A, everybodys);
      assertThat(targets.of(A, Q1)).containsExactlyInAnyOrder(TARGET, everybodys);
      targets.put(A, Target.of(Q1, BigDecimal.ONE, EUR));
      assertThat(targets.of(A, Q1)).hasSize(2).contains(Target.of(Q1, BigDecimal.ONE, EUR));
      assertThat(targets.of(A, Period.parse("2026-Q2"))).isEmpty();

      Forecasts forecasts = new Forecasts(place.database());
      forecasts.put(A, FORECAST);
      assertThat(forecasts.of(A, Q1)).containsExactly(FORECAST);
      StoredForecast later = new StoredForecast(Q1, Scenario.COMMIT, BigDecimal.TEN, EUR, null, "");
      forecasts.put(A, later);
      assertThat(forecasts.of(A, Q1)).containsExactly(later);

      DealReviews reviews = new DealReviews(place.database());
      DealId deal = deal(place, A);
      reviews.put(A, review(deal, HOSTILE));
      assertThat(reviews.find(A, deal)).contains(review(deal, HOSTILE));
      reviews.put(A, review(deal, "better"));
      assertThat(reviews.page(A, Page.first(10))).containsExactly(review(deal, "better"));
      assertThat(reviews.page(A, Page.after(deal.value(), 10))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anotherTenantSeesAndChangesNothing(Database kind) {
    try (Place place = Place.on(kind)) {
      Targets targets = new Targets(place.database());
      Forecasts forecasts = new Forecasts(place.database());
      DealReviews reviews = new DealReviews(place.database());
      DealId deal = deal(place, A);
      targets.put(A, TARGET);
      forecasts.put(A, FORECAST);
      reviews.put(A, review(deal, HOSTILE));

      assertThat(targets.of(B, Q1)).isEmpty();
      assertThat(forecasts.of(B, Q1)).isEmpty();
      assertThat(reviews.find(B, deal)).isEmpty();
      assertThat(reviews.page(B, Page.first(10))).isEmpty();
      assertThatThrownBy(() -> reviews.put(B, review(deal, "mine")))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("has no deal " + deal);
      targets.put(
          B, new Target(Q1, TARGET.owner(), TARGET.ownerId(), BigDecimal.ONE, BigDecimal.ONE, EUR));
      forecasts.put(B, new StoredForecast(Q1, Scenario.COMMIT, BigDecimal.ONE, EUR, null, "b"));

      assertThat(targets.of(A, Q1)).containsExactly(TARGET);
      assertThat(forecasts.of(A, Q1)).containsExactly(FORECAST);
      assertThat(reviews.find(A, deal)).contains(review(deal, HOSTILE));
    }
  }

  @Test
  void whatCannotBeIsRefusedByTheNameOfItsColumn() {
    DealId deal = new DealId(UUID.randomUUID());
    for (String text : List.of("a\u0000b", "\ud800")) {
      assertThatThrownBy(() -> review(deal, text))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("summary_md: ");
      assertThatThrownBy(
              () -> new StoredForecast(Q1, Scenario.BASE, BigDecimal.ONE, EUR, null, text))
          .hasMessageStartingWith("notes: ");
      assertThatThrownBy(
              () -> new Target(Q1, Target.Owner.TEAM, text, BigDecimal.ONE, BigDecimal.ONE, EUR))
          .hasMessageStartingWith("owner_id: ");
    }
    assertThatThrownBy(() -> Target.of(Q1, new BigDecimal("-1"), EUR))
        .hasMessage("target_new_arr: expected at least 0, found -1");
    assertThatThrownBy(() -> new StoredReview(deal, "s", "", "", new BigDecimal("100.1")))
        .hasMessage("score: expected 0 to 100, found 100.1");
    assertThatThrownBy(
            () ->
                new StoredForecast(
                    Q1, Scenario.BASE, BigDecimal.ONE, EUR, new BigDecimal("1.1"), ""))
        .hasMessage("confidence: expected 0 to 1, found 1.1");
  }
}
