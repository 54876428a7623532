package io.revenueos.cmo.agents;

import static io.revenueos.cmo.agents.Office.scope;

import io.revenueos.cmo.data.BrandProfile;
import io.revenueos.cmo.data.BrandProfiles;
import io.revenueos.cmo.data.Budget;
import io.revenueos.cmo.data.CalendarEvent;
import io.revenueos.cmo.data.CalendarEvents;
import io.revenueos.cmo.data.Campaign;
import io.revenueos.cmo.data.CampaignChannel;
import io.revenueos.cmo.data.Campaigns;
import io.revenueos.cmo.data.Channel;
import io.revenueos.cmo.data.ContentAsset;
import io.revenueos.cmo.data.ContentAssets;
import io.revenueos.cmo.data.ContentVariant;
import io.revenueos.cmo.data.DataMode;
import io.revenueos.cmo.data.Funnel;
import io.revenueos.cmo.data.FunnelStage;
import io.revenueos.cmo.data.Funnels;
import io.revenueos.cmo.data.IcpSegment;
import io.revenueos.cmo.data.IcpSegments;
import io.revenueos.cmo.data.MarketingPlan;
import io.revenueos.cmo.data.MarketingPlans;
import io.revenueos.cmo.data.MetricsSnapshot;
import io.revenueos.cmo.data.MetricsSnapshots;
import io.revenueos.cmo.data.Milestone;
import io.revenueos.cmo.data.Offer;
import io.revenueos.cmo.data.Offers;
import io.revenueos.cmo.data.WeeklySummaries;
import io.revenueos.cmo.data.WeeklySummary;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.channels.CampaignDetails;
import io.revenueos.kernel.jdbc.channels.CampaignId;
import io.revenueos.kernel.jdbc.channels.CampaignMetrics;
import io.revenueos.kernel.jdbc.channels.Metrics;
import io.revenueos.kernel.jdbc.crm.LeadDetails;
import io.revenueos.kernel.jdbc.crm.Leads;
import io.revenueos.kernel.jdbc.crm.Person;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A text that no other tenant's model may see, in every field of the AI CMO's tables. */
final class Canaries {
  static final String MARK = "canary7f3a";

  /** Of a campaign and a segment, so that they can be asked for without the mark. */
  static final String NAME = "someone else's";

  private static final LocalDate DAY = LocalDate.parse("2026-01-05");

  private Canaries() {}

  static void plant(Office office, TenantId tenant) {
    plant(office, tenant, MARK);
    TenantScope scope = scope(tenant);
    IcpSegments.on(office.database()).put(scope, segment(NAME, MARK));
    Campaigns.on(office.database()).put(scope, campaign(NAME, MARK));
  }

  static void plant(Office office, TenantId tenant, String mark) {
    TenantScope scope = scope(tenant);
    TenantDatabase database = office.database();
    BrandProfiles.on(database)
        .put(
            scope,
            new BrandProfile(mark, mark, mark, mark, mark, mark, List.of(mark), List.of(mark)));
    IcpSegments.on(database).put(scope, segment(mark, mark));
    Offers.on(database)
        .put(scope, new Offer(mark, mark, mark, mark, List.of(mark), Offer.Status.ACTIVE));
    UUID campaign = Campaigns.on(database).put(scope, campaign(mark, mark)).id();
    plans(database, scope, mark);
    content(database, scope, campaign, mark);
    figures(database, scope, campaign, mark);
    crm(database, scope, mark);
  }

  private static IcpSegment segment(String code, String mark) {
    JsonObject free = JsonObject.of(mark, mark);
    return new IcpSegment(code, mark, mark, free, free, List.of(mark), 100, true);
  }

  private static Campaign campaign(String name, String mark) {
    return new Campaign(
        name,
        mark,
        List.of(mark),
        List.of(mark),
        mark,
        mark,
        mark,
        Campaign.Status.ACTIVE,
        new Budget(BigDecimal.TEN, "EUR"),
        List.of(
            new CampaignChannel(
                Channel.EMAIL, CampaignChannel.Status.ACTIVE, null, JsonObject.of(mark, mark))));
  }

  private static void plans(TenantDatabase database, TenantScope scope, String mark) {
    MarketingPlans.on(database)
        .put(
            scope,
            new MarketingPlan(
                mark,
                mark,
                List.of(mark),
                List.of(mark),
                null,
                MarketingPlan.Status.ACTIVE,
                List.of(new Milestone(mark, mark, DAY, Milestone.Status.PENDING))));
    Funnels.on(database)
        .put(
            scope,
            new Funnel(
                mark,
                mark,
                JsonObject.of(mark, mark),
                Funnel.Status.ACTIVE,
                List.of(new FunnelStage(mark, mark, List.of(mark), null))));
  }

  private static void content(
      TenantDatabase database, TenantScope scope, UUID campaign, String mark) {
    UUID asset = UUID.randomUUID();
    ContentAssets.on(database)
        .put(
            scope,
            asset,
            new ContentAsset(
                campaign,
                Channel.EMAIL,
                ContentAsset.Type.EMAIL_COPY,
                mark,
                mark,
                ContentAsset.Status.DEPLOYED,
                List.of(new ContentVariant(mark, mark, mark, 1, ContentVariant.Status.ACTIVE))));
    CalendarEvents.on(database)
        .put(
            scope,
            UUID.randomUUID(),
            new CalendarEvent(
                mark,
                mark,
                campaign,
                asset,
                Channel.EMAIL,
                Instant.parse("2026-01-05T10:00:00Z"),
                CalendarEvent.Status.SCHEDULED));
  }

  private static void figures(
      TenantDatabase database, TenantScope scope, UUID campaign, String mark) {
    MetricsSnapshots.on(database)
        .put(
            scope,
            new MetricsSnapshot(
                campaign,
                DAY,
                DataMode.REAL,
                new MetricsSnapshot.Figures(100, 10, 1, 0, 0, 0),
                MetricsSnapshot.Money.none(),
                JsonObject.of(mark, mark)));
    WeeklySummaries.on(database)
        .put(
            scope,
            new WeeklySummary(
                DAY, DataMode.REAL, mark, List.of(mark), List.of(mark), JsonObject.of(mark, mark)));
  }

  private static void crm(TenantDatabase database, TenantScope scope, String mark) {
    new Leads(database)
        .add(
            scope,
            LeadDetails.of(
                    Person.withEmail(mark + "@example.org")
                        .withPhone(mark)
                        .named(mark, mark)
                        .workingFor(mark))
                .from(mark)
                .tagged(mark)
                .inSegment(mark)
                .with(JsonObject.of("notes", mark)));
    var campaigns = new io.revenueos.kernel.jdbc.channels.Campaigns(database);
    CampaignId id =
        campaigns.add(
            scope,
            CampaignDetails.of(mark + " live", CampaignDetails.Channel.EMAIL).describedAs(mark));
    campaigns.setStatus(scope, id, io.revenueos.kernel.jdbc.channels.Campaign.Status.ACTIVE);
    new CampaignMetrics(database)
        .record(
            scope,
            id,
            io.revenueos.kernel.jdbc.channels.DataMode.REAL,
            Metrics.of(Money.of("5", "EUR"), Money.of("2", "EUR"))
                .with(new Metrics.Reach(1_000, 100, 10, 0)),
            Instant.parse("2026-01-05T10:00:00Z"));
  }
}
