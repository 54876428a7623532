package io.revenueos.cmo.data;

import static io.revenueos.cmo.data.Place.A;
import static io.revenueos.cmo.data.Place.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.Changes.Count;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The AI CMO's rows come back as they were put, and no other tenant sees or changes them. */
class CmoRepositoriesTest {
  private static final Page<UUID> ALL = Page.first(100);
  private static final String HOSTILE =
      "O'Brien'); drop table cmo_offers; -- $$ :tenant ?? \\ \u20AC";

  private static final BrandProfile PROFILE =
      new BrandProfile(
          HOSTILE,
          "Sports",
          HOSTILE,
          "",
          "Calm\nand kind",
          "",
          List.of(HOSTILE, "{a,\"b\"}"),
          List.of());
  private static final IcpSegment SEGMENT =
      new IcpSegment(
          "camp_parents",
          HOSTILE,
          HOSTILE,
          JsonObject.of("age", "6-14").with("spend", new BigDecimal("250.00")),
          JsonObject.of("text", HOSTILE),
          List.of("no time", "NULL"),
          90,
          false);
  private static final Offer OFFER =
      new Offer("Camp week", HOSTILE, "", "flat", List.of("camp_parents"), Offer.Status.ARCHIVED);
  private static final Funnel FUNNEL =
      new Funnel(
          "Camp Registration",
          HOSTILE,
          JsonObject.of("signups", 40),
          Funnel.Status.DRAFT,
          List.of(
              new FunnelStage(HOSTILE, "", List.of("email", "sms"), new BigDecimal("0.50")),
              FunnelStage.of("Booked")));
  private static final Campaign CAMPAIGN =
      new Campaign(
          "Camp nurture",
          HOSTILE,
          List.of("camp"),
          List.of("camp_parents"),
          "parents",
          "a week",
          "signups",
          Campaign.Status.ACTIVE,
          new Budget(new BigDecimal("1500.00"), "EUR"),
          List.of(
              CampaignChannel.of(Channel.EMAIL),
              new CampaignChannel(
                  Channel.SMS,
                  CampaignChannel.Status.PAUSED,
                  new Budget(new BigDecimal("0"), "USD"),
                  JsonObject.of("from", HOSTILE))));

  private static List<Written> putAll(Place place, TenantScope scope) {
    return List.of(
        BrandProfiles.on(place.database()).put(scope, PROFILE),
        IcpSegments.on(place.database()).put(scope, SEGMENT),
        Offers.on(place.database()).put(scope, OFFER),
        Funnels.on(place.database()).put(scope, FUNNEL),
        Campaigns.on(place.database()).put(scope, CAMPAIGN));
  }

  private static Count total(List<Written> written) {
    return written.stream().map(Written::changes).reduce(Changes.none(), Changes::plus).total();
  }

  private static List<Object> everythingOf(Place place, TenantScope scope) {
    List<Object> all = new ArrayList<>();
    all.addAll(BrandProfiles.on(place.database()).page(scope, ALL));
    all.addAll(IcpSegments.on(place.database()).page(scope, ALL));
    all.addAll(Offers.on(place.database()).page(scope, ALL));
    all.addAll(Funnels.on(place.database()).page(scope, ALL));
    all.addAll(Campaigns.on(place.database()).page(scope, ALL));
    return all;
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void rowsComeBackAsTheyWerePut(Database kind) {
    try (Place place = Place.on(kind)) {
      List<Written> first = putAll(place, A);
      assertThat(total(first)).isEqualTo(new Count(9, 0, 0));
      assertThat(everythingOf(place, A))
          .containsExactly(
              new Stored<>(first.get(0).id(), PROFILE),
              new Stored<>(first.get(1).id(), SEGMENT),
              new Stored<>(first.get(2).id(), OFFER),
              new Stored<>(first.get(3).id(), FUNNEL),
              new Stored<>(first.get(4).id(), CAMPAIGN));
      assertThat(BrandProfiles.on(place.database()).find(A)).map(Stored::value).contains(PROFILE);
      assertThat(IcpSegments.on(place.database()).find(A, "camp_parents"))
          .map(Stored::value)
          .contains(SEGMENT);
      assertThat(Offers.on(place.database()).find(A, "Camp week")).isPresent();
      assertThat(Funnels.on(place.database()).find(A, "Camp Registration"))
          .map(Stored::value)
          .contains(FUNNEL);
      assertThat(Campaigns.on(place.database()).find(A, "Camp nurture"))
          .map(Stored::value)
          .contains(CAMPAIGN);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void puttingThemAgainWritesNothing(Database kind) {
    String touched =
        "select updated_at, id from cmo_campaigns union all select updated_at, id from cmo_funnels"
            + " union all select updated_at, id from cmo_funnel_stages";
    try (Place place = Place.on(kind)) {
      List<Written> first = putAll(place, A);
      List<String> before = place.rows().lines(touched);
      List<Written> second = putAll(place, A);
      assertThat(total(second)).isEqualTo(new Count(0, 0, 9));
      assertThat(second.stream().map(Written::id))
          .isEqualTo(first.stream().map(Written::id).toList());
      assertThat(place.rows().lines(touched)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aRowIsChangedByItsKeyAndNothingOfItIsRemoved(Database kind) {
    try (Place place = Place.on(kind)) {
      putAll(place, A);
      Funnels funnels = Funnels.on(place.database());
      Campaigns campaigns = Campaigns.on(place.database());
      FunnelStage other = FunnelStage.of("Other");
      assertThat(total(List.of(funnels.put(A, FUNNEL.in(List.of(other))))))
          .isEqualTo(new Count(0, 2, 0));
      assertThat(
              total(
                  List.of(
                      campaigns.put(
                          A, CAMPAIGN.on(List.of(CampaignChannel.of(Channel.VOICE_VM)))))))
          .isEqualTo(new Count(1, 1, 0));
      assertThat(funnels.find(A, FUNNEL.name()).map(Stored::value).map(Funnel::stages))
          .contains(List.of(other, FunnelStage.of("Booked")));
      assertThat(place.rows().lines("select stages from cmo_funnels"))
          .singleElement()
          .matches(stages -> stages.replace(" ", "").equals("[\"Other\",\"Booked\"]"));
      assertThat(campaigns.page(A, ALL).get(0).value().channels())
          .extracting(CampaignChannel::channel)
          .containsExactly(Channel.EMAIL, Channel.SMS, Channel.VOICE_VM);
      assertThat(
              place.rows().lines("select channels[1], channels[2], channels[3] from cmo_campaigns"))
          .containsExactly("email sms voice_vm");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anotherTenantSeesAndChangesNothing(Database kind) {
    try (Place place = Place.on(kind)) {
      putAll(place, A);
      List<Object> before = everythingOf(place, A);
      assertThat(everythingOf(place, B)).isEmpty();
      assertThat(BrandProfiles.on(place.database()).find(B)).isEmpty();
      assertThat(Campaigns.on(place.database()).find(B, CAMPAIGN.name())).isEmpty();
      assertThat(Campaigns.on(place.database()).count(B)).isZero();
      // The same keys in another tenant are other rows.
      assertThat(total(putAll(place, B))).isEqualTo(new Count(9, 0, 0));
      Campaigns.on(place.database()).put(B, CAMPAIGN.describedAs("B's own"));
      assertThat(everythingOf(place, A)).isEqualTo(before);
      // A workspace of A's is none of B's.
      TenantScope stolen = B.in(new WorkspaceId(A.tenant().value()));
      assertThatThrownBy(() -> Offers.on(place.database()).put(stolen, OFFER))
          .isInstanceOf(RefusedException.class);
      assertThat(everythingOf(place, A)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aUserSeesTheWorkspacesTheyWorkIn(Database kind) {
    UserId ada = UserId.of("ada00000-0000-4000-8000-000000000001");
    WorkspaceId north = new WorkspaceId(UUID.randomUUID());
    try (Place place = Place.on(kind)) {
      place
          .database()
          .<Boolean>inTransaction(
              A,
              session -> {
                session.account().identity().put(TenantUser.member(ada));
                session
                    .account()
                    .identity()
                    .put(Workspace.of(north, "north", "North").ownedBy(ada));
                return true;
              });
      Offers offers = Offers.on(place.database());
      offers.put(A, OFFER);
      TenantScope inNorth = A.in(north).as(Actor.of(ada));
      Offer own = Offer.of("Of the north");
      offers.put(inNorth, own);
      assertThat(offers.page(A, ALL)).hasSize(2);
      assertThat(offers.page(inNorth, ALL)).extracting(Stored::value).containsExactly(own);
      assertThat(offers.page(A.as(Actor.of(ada)), ALL)).hasSize(1);
      assertThat(offers.count(inNorth)).isEqualTo(1);
      // Without a workspace new rows would be in one that is not theirs.
      assertThatThrownBy(() -> offers.put(A.as(Actor.of(ada)), OFFER))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("no_workspace_access"));
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void pagesFollowEachOther(Database kind) {
    try (Place place = Place.on(kind)) {
      Offers offers = Offers.on(place.database());
      for (int i = 0; i < 5; i++) {
        offers.put(A, Offer.of("Offer " + i));
      }
      List<String> names = walk((scope, page) -> offers.page(scope, page));
      assertThat(names).hasSize(5).doesNotHaveDuplicates();
    }
  }

  private static List<String> walk(BiFunction<TenantScope, Page<UUID>, List<Stored<Offer>>> pages) {
    List<String> names = new ArrayList<>();
    Optional<Page<UUID>> next = Optional.of(Page.first(2));
    while (next.isPresent()) {
      List<Stored<Offer>> page = pages.apply(A, next.get());
      page.forEach(offer -> names.add(offer.value().name()));
      next = page.size() < 2 ? Optional.empty() : Optional.of(Page.after(page.get(1).id(), 2));
    }
    return names;
  }
}
