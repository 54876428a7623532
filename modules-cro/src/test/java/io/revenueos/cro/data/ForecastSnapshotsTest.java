package io.revenueos.cro.data;

import static io.revenueos.cro.data.Place.A;
import static io.revenueos.cro.data.Place.B;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.data.StoredSnapshot.OpenDeal;
import io.revenueos.cro.pipeline.Movement;
import io.revenueos.cro.pipeline.Movement.Kind;
import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.jdbc.isolation.WorkspaceReferences;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a forecast saw is kept, found again by the same reader only, and compared with today. */
class ForecastSnapshotsTest {
  private static final Instant NOON = Instant.parse("2026-02-15T12:00:00Z");
  private static final Period Q1 = Period.parse("2999-Q1");
  private static final LocalDate TOMORROW = LocalDate.of(9000, 1, 1);
  private static final String HOSTILE = "O'Brien'); -- $$ :tenant ?? \\ \u20AC {a,\"b\",NULL}";

  private static DealTerms terms(String stage, int value, String closing) {
    return DealTerms.in(stage)
        .worth(Money.of(String.valueOf(value), "EUR"))
        .closingOn(LocalDate.parse(closing));
  }

  private static StoredSnapshot taken(Place place, Instant at) {
    return StoredSnapshot.of(
        UUID.randomUUID(), at, TenantDeals.read(place.database(), A, TOMORROW));
  }

  private static StoredSnapshot shown(Place place, ForecastSnapshots snapshots, Instant at) {
    StoredSnapshot snapshot = taken(place, at);
    snapshots.draft(A, snapshot);
    snapshots.show(A, snapshot.id());
    return snapshot;
  }

  private static Movement moved(DealId deal, Kind kind, int value) {
    return new Movement(deal.toString(), kind, BigDecimal.valueOf(value).setScale(2));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theNextForecastSaysWhatBecameOfDeals(Database kind) {
    try (Place place = Place.on(kind)) {
      Deals deals = new Deals(place.database());
      DealId in = deals.add(A, DealDetails.of("in", terms("demo", 10, "2999-04-02")));
      DealId out = deals.add(A, DealDetails.of("out", terms("demo", 20, "2999-03-02")));
      DealId won = deals.add(A, DealDetails.of("won", terms("demo", 30, "2999-03-02")));
      DealId lost = deals.add(A, DealDetails.of("lost", terms("demo", 40, "2999-03-02")));
      DealId before = deals.add(A, DealDetails.of("old", terms("demo", 50, "2999-03-02")));
      DealId gone = deals.add(A, DealDetails.of("gone", terms("demo", 60, "2999-03-02")));
      deals.add(A, DealDetails.of("same", terms(HOSTILE, 70, "2999-03-02")));
      deals.add(A, DealDetails.of("bare", DealTerms.in("demo")));
      deals.close(A, before, "closed_won", LocalDate.of(2999, 1, 2));
      ForecastSnapshots snapshots = new ForecastSnapshots(place.database());
      StoredSnapshot kept = shown(place, snapshots, NOON);

      deals.setTerms(A, in, terms("demo", 11, "2999-03-02"));
      deals.setTerms(A, out, terms("demo", 21, "2999-04-02"));
      deals.close(A, won, "closed_won", LocalDate.of(2999, 1, 2));
      deals.close(A, lost, "closed_lost", LocalDate.of(2999, 1, 2));
      place.rows().execute("delete from deals where name = 'gone'");
      DealId added = deals.add(A, DealDetails.of("new", terms("demo", 80, "2999-03-02")));
      DealId atOnce = deals.add(A, DealDetails.of("at once", terms("demo", 90, "2999-03-02")));
      deals.close(A, atOnce, "closed_won", LocalDate.of(2999, 1, 2));

      PastSnapshot past = snapshots.latest(A).orElseThrow();
      assertThat(past.snapshot()).isEqualTo(kept);
      assertThat(past.snapshot().deals()).hasSize(7).extracting(OpenDeal::stage).contains(HOSTILE);
      assertThat(past.changes(TenantDeals.read(place.database(), A, TOMORROW), Q1))
          .containsExactlyInAnyOrder(
              moved(in, Kind.PULLED_IN, 11),
              moved(out, Kind.PUSHED_OUT, 21),
              moved(won, Kind.WON, 30),
              moved(lost, Kind.LOST, 40),
              moved(gone, Kind.GONE, 60),
              moved(added, Kind.NEW, 80),
              moved(atOnce, Kind.WON, 90));
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aDraftIsNotComparedWithAndOnlyTheLastOnesAreKept(Database kind) {
    try (Place place = Place.on(kind)) {
      ForecastSnapshots snapshots = new ForecastSnapshots(place.database());
      new Deals(place.database()).add(A, DealDetails.of("one", terms("demo", 10, "2999-03-02")));
      StoredSnapshot draft = taken(place, NOON);
      snapshots.draft(A, draft);
      assertThat(snapshots.latest(A)).isEmpty();
      snapshots.draft(A, new StoredSnapshot(draft.id(), NOON.plusSeconds(1), List.of()));
      snapshots.show(A, draft.id());
      assertThat(snapshots.latest(A).orElseThrow().snapshot())
          .isEqualTo(new StoredSnapshot(draft.id(), NOON.plusSeconds(1), List.of()));
      // What was shown stays as it was shown.
      snapshots.draft(A, draft);
      assertThat(snapshots.latest(A).orElseThrow().snapshot().deals()).isEmpty();
      assertThat(snapshots.latestBefore(A, NOON)).isEmpty();

      for (int i = 1; i <= ForecastSnapshots.KEPT + 2; i++) {
        shown(place, snapshots, NOON.plusSeconds(60L * i));
      }
      assertThat(place.rows().lines("select id from cro_forecast_snapshots"))
          .hasSize(ForecastSnapshots.KEPT);
      assertThat(place.rows().lines("select deal_id from cro_forecast_snapshot_deals"))
          .hasSize(ForecastSnapshots.KEPT);
      assertThat(
              snapshots.latestBefore(A, NOON.plusSeconds(600)).orElseThrow().snapshot().takenAt())
          .isEqualTo(NOON.plusSeconds(540));
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anotherReaderFindsNothingAndChangesNothing(Database kind) {
    try (Place place = Place.on(kind)) {
      ForecastSnapshots snapshots = new ForecastSnapshots(place.database());
      new Deals(place.database()).add(A, DealDetails.of("one", terms("demo", 10, "2999-03-02")));
      StoredSnapshot kept = shown(place, snapshots, NOON);
      StoredSnapshot draft = taken(place, NOON.minusSeconds(1));
      snapshots.draft(A, draft);

      assertThatThrownBy(() -> snapshots.show(B, draft.id()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("has no forecast snapshot " + draft.id());
      snapshots.draft(B, new StoredSnapshot(kept.id(), NOON, List.of()));
      assertThat(snapshots.latest(B)).isEmpty();
      assertThat(snapshots.latest(A).orElseThrow().snapshot()).isEqualTo(kept);
      assertThat(place.rows().lines("select id from cro_forecast_snapshots where status = 'draft'"))
          .hasSize(2);
      UserId stranger = UserId.of("0b0b0000-0000-4000-8000-000000000002");
      assertThatThrownBy(() -> snapshots.latest(A.as(Actor.of(stranger))))
          .isInstanceOf(RefusedException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aSnapshotKeepsToItsReaderAndTheirWorkspaces(Login login) {
    Company company = Company.in(login);
    ForecastSnapshots snapshots = new ForecastSnapshots(login.tables());
    OpenDeal inNorth =
        new OpenDeal(new DealId(UUID.randomUUID()), company.north(), "demo", null, null);
    StoredSnapshot taken = new StoredSnapshot(UUID.randomUUID(), NOON, List.of(inNorth));

    TenantScope ben = company.as(company.ben());
    assertRefused("no_workspace_access", () -> snapshots.draft(ben, taken));
    assertRefused("unknown_workspace", () -> snapshots.draft(Company.in(login).scope(), taken));
    snapshots.draft(company.as(company.ada()), taken);
    assertRefused("unknown_id", () -> snapshots.draft(company.scope(), taken));
    assertRefused("unknown_id", () -> snapshots.show(company.scope(), taken.id()));
    snapshots.show(company.as(company.ada()), taken.id());
    assertThat(snapshots.latest(company.as(company.ada())))
        .map(PastSnapshot::snapshot)
        .contains(taken);
    assertThat(snapshots.latest(company.scope())).isEmpty();

    StoredSnapshot ofAll = new StoredSnapshot(UUID.randomUUID(), NOON, List.of(inNorth));
    snapshots.draft(company.scope(), ofAll);
    assertThat(WorkspaceReferences.across(login.operator().dataSource(), company.tenant()))
        .isEmpty();
  }

  @Test
  void aStageThatNoDatabaseStoresIsRefused() {
    for (String stage : List.of("a\u0000b", "\ud800")) {
      assertThatThrownBy(() -> new OpenDeal(new DealId(UUID.randomUUID()), null, stage, null, null))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("stage: ");
    }
  }

  @Test
  void aDayIsThatOfTheForecastInUtc() {
    StoredSnapshot empty = new StoredSnapshot(UUID.randomUUID(), NOON, List.of());
    assertThat(new PastSnapshot(empty, Instant.EPOCH).day()).isEqualTo("2026-02-15");
  }
}
