package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.crm.LeadDetails;
import io.revenueos.kernel.jdbc.testkit.Values;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the repositories of the AI CMO take, with the same text wherever there is any. */
final class CmoValues {
  /** A piece of content of every company that has one. */
  static final UUID ASSET = UUID.fromString("a55e7000-0000-4000-8000-000000000001");

  /** The same of the calendar. */
  static final UUID EVENT = UUID.fromString("eeee7000-0000-4000-8000-000000000002");

  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
  private static final Budget BUDGET = new Budget(new BigDecimal("12.5"), "EUR");

  private CmoValues() {}

  /**
   * @param campaign what content and figures are about
   */
  static Values of(String text, UUID campaign) {
    return common(text)
        .put(LeadDetails.class, Values.saying(text).of(LeadDetails.class))
        .put(LocalDate.class, MONDAY)
        .put(DataMode.class, DataMode.REAL)
        .put(ContentAssets.class, UUID.class, ASSET)
        .put(CalendarEvents.class, UUID.class, EVENT)
        .put(MetricsSnapshots.class, UUID.class, campaign)
        .put(ContentAsset.class, asset(text, campaign))
        .put(CalendarEvent.class, event(text, campaign))
        .put(
            MetricsSnapshot.class,
            new MetricsSnapshot(
                campaign,
                MONDAY,
                DataMode.REAL,
                new MetricsSnapshot.Figures(6, 5, 4, 3, 2, 1),
                new MetricsSnapshot.Money(BigDecimal.ONE, BigDecimal.TEN, "EUR"),
                note(text)));
  }

  /** Those that refer to nothing. */
  static Values common(String text) {
    List<String> list = List.of(text);
    return Values.common(text)
        .put(BrandProfile.class, new BrandProfile(text, text, text, text, text, text, list, list))
        .put(
            IcpSegment.class,
            new IcpSegment(text, text, text, note(text), note(text), list, 50, true))
        .put(Offer.class, new Offer(text, text, text, text, list, Offer.Status.ACTIVE))
        .put(Funnel.class, funnel(text))
        .put(Campaign.class, campaign(text))
        .put(MarketingPlan.class, plan(text))
        .put(
            WeeklySummary.class,
            new WeeklySummary(
                MONDAY, DataMode.REAL, text, list, List.of(Map.of("do", text)), note(text)));
  }

  private static JsonObject note(String text) {
    return JsonObject.of("note", text);
  }

  private static Funnel funnel(String text) {
    FunnelStage stage = new FunnelStage(text, text, List.of(text), new BigDecimal("0.5"));
    return new Funnel(text, text, note(text), Funnel.Status.ACTIVE, List.of(stage));
  }

  private static Campaign campaign(String text) {
    CampaignChannel mails =
        new CampaignChannel(Channel.EMAIL, CampaignChannel.Status.ACTIVE, BUDGET, note(text));
    return new Campaign(
        text,
        text,
        List.of(text),
        List.of(text),
        text,
        text,
        text,
        Campaign.Status.ACTIVE,
        BUDGET,
        List.of(mails));
  }

  private static MarketingPlan plan(String text) {
    Milestone milestone = new Milestone(text, text, MONDAY, Milestone.Status.IN_PROGRESS);
    return new MarketingPlan(
        text,
        text,
        List.of(text),
        List.of(Map.of("kpi", text)),
        BUDGET,
        MarketingPlan.Status.ACTIVE,
        List.of(milestone));
  }

  private static ContentAsset asset(String text, UUID campaign) {
    ContentVariant variant = new ContentVariant(text, text, text, 1, ContentVariant.Status.ACTIVE);
    return new ContentAsset(
        campaign,
        Channel.EMAIL,
        ContentAsset.Type.EMAIL_COPY,
        text,
        text,
        ContentAsset.Status.SCHEDULED,
        List.of(variant));
  }

  private static CalendarEvent event(String text, UUID campaign) {
    return new CalendarEvent(
        text, text, campaign, ASSET, Channel.EMAIL, Values.NOW, CalendarEvent.Status.SCHEDULED);
  }
}
