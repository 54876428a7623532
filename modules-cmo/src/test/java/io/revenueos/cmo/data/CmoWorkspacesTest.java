package io.revenueos.cmo.data;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What belongs to a campaign or a piece of content is where that is. */
class CmoWorkspacesTest {
  private static final UUID ID = UUID.fromString("1d000000-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("1d000000-0000-4000-8000-000000000002");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 16);
  private static final CalendarEvent EVENT = CalendarEvent.of("Goes out", Instant.EPOCH);

  private static ContentAsset asset() {
    return ContentAsset.of(Channel.EMAIL, ContentAsset.Type.EMAIL_COPY);
  }

  private static CalendarEvent event(UUID campaign, UUID asset) {
    return new CalendarEvent(
        "Goes out", "", campaign, asset, null, Instant.EPOCH, CalendarEvent.Status.SCHEDULED);
  }

  private static MetricsSnapshot figures(UUID campaign) {
    return CmoValues.of("figures", campaign).of(MetricsSnapshot.class);
  }

  private static UUID campaign(Login login, TenantScope scope) {
    return Campaigns.on(login.tables()).put(scope, Campaign.of("Spring")).id();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatTheTenantPutsForACampaignIsSeenWhereTheCampaignIs(Login login) {
    Company company = Company.in(login);
    UUID campaign = campaign(login, company.inNorth());
    ContentVariant variant = ContentVariant.of("A", "Hello");
    ContentAssets.on(login.tables())
        .put(company.scope(), ID, asset().forCampaign(campaign).with(List.of(variant)));
    CalendarEvents.on(login.tables()).put(company.scope(), OTHER, event(campaign, ID));
    MetricsSnapshots.on(login.tables()).put(company.scope(), figures(campaign));

    TenantScope ada = company.as(company.ada());
    assertThat(ContentAssets.on(login.tables()).find(ada, ID))
        .hasValueSatisfying(found -> assertThat(found.value().variants()).containsExactly(variant));
    assertThat(CalendarEvents.on(login.tables()).find(ada, OTHER)).isPresent();
    assertThat(MetricsSnapshots.on(login.tables()).find(ada, campaign, DAY, DataMode.REAL))
        .isPresent();
    TenantScope ben = company.as(company.ben());
    assertThat(ContentAssets.on(login.tables()).find(ben, ID)).isEmpty();
    assertThat(CalendarEvents.on(login.tables()).page(ben, Page.first(10))).isEmpty();
    assertThat(MetricsSnapshots.on(login.tables()).count(ben)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatIsApartIsRefused(Login login) {
    Company company = Company.in(login);
    UUID north = campaign(login, company.inNorth());
    ContentAssets assets = ContentAssets.on(login.tables());
    CalendarEvents events = CalendarEvents.on(login.tables());
    assets.put(company.inSouth(), ID, asset());
    events.put(company.inSouth(), OTHER, EVENT);

    assertRefused(
        "other_workspace", () -> assets.put(company.scope(), ID, asset().forCampaign(north)));
    assertRefused(
        "other_workspace", () -> events.put(company.scope(), UUID.randomUUID(), event(north, ID)));
    assertRefused(
        "unknown_id", () -> assets.put(company.inSouth(), ID, asset().forCampaign(north)));
    assertRefused(
        "unknown_id",
        () -> MetricsSnapshots.on(login.tables()).put(company.inSouth(), figures(north)));
    // The ids are taken, by rows that who works in north does not see.
    TenantScope ada = company.as(company.ada()).in(company.north());
    assertRefused("unknown_id", () -> assets.put(ada, ID, asset()));
    assertRefused("unknown_id", () -> events.put(ada, OTHER, EVENT));
    assertThat(events.put(company.scope(), OTHER, EVENT).changes().total().unchanged())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whoMayOnlySeeAWorkspaceChangesNothingThereWhileWorkingElsewhere(Login login) {
    Company company = Company.in(login);
    UUID north = campaign(login, company.inNorth());
    ContentAssets assets = ContentAssets.on(login.tables());
    assets.put(company.inNorth(), ID, asset());
    TenantScope mia = company.as(company.mia());
    BiFunction<TenantScope, ContentAsset, Runnable> putting =
        (scope, changed) -> () -> assets.put(scope, ID, changed);

    assertThat(assets.find(mia, ID)).isPresent();
    assertRefused("no_workspace_access", putting.apply(mia, asset().forCampaign(north)));
    assertRefused("no_workspace_access", putting.apply(mia, asset()));
    assertRefused(
        "no_workspace_access", () -> MetricsSnapshots.on(login.tables()).put(mia, figures(north)));
    assets.put(company.as(company.ada()), ID, asset().forCampaign(north));
    assertThat(assets.find(mia, ID))
        .hasValueSatisfying(found -> assertThat(found.value().campaignOrNull()).isEqualTo(north));
  }
}
