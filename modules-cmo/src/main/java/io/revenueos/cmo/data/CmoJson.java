package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.provisioning.JsonFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of this package's values; members are called as their columns. What an object does
 * not name stays as it is in the value that it is read over.
 */
final class CmoJson {
  private CmoJson() {}

  static BrandProfile profile(JsonFields json, BrandProfile before) {
    json.allow(
        "business_name",
        "industry",
        "icp_description",
        "value_proposition",
        "brand_voice",
        "brand_personality",
        "competitors",
        "differentiators");
    return json.made(
        () ->
            new BrandProfile(
                json.required("business_name"),
                json.text("industry").orElse(before.industry()),
                json.text("icp_description").orElse(before.icpDescription()),
                json.text("value_proposition").orElse(before.valueProposition()),
                json.text("brand_voice").orElse(before.brandVoice()),
                json.text("brand_personality").orElse(before.brandPersonality()),
                json.texts("competitors").orElse(before.competitors()),
                json.texts("differentiators").orElse(before.differentiators())));
  }

  static IcpSegment segment(JsonFields json, IcpSegment before) {
    json.allow(
        "segment_code",
        "name",
        "description",
        "firmographics",
        "psychographics",
        "pain_points",
        "priority_score",
        "is_active");
    return json.made(
        () ->
            new IcpSegment(
                json.required("segment_code"),
                json.required("name"),
                json.text("description").orElse(before.description()),
                json.object("firmographics").orElse(before.firmographics()),
                json.object("psychographics").orElse(before.psychographics()),
                json.texts("pain_points").orElse(before.painPoints()),
                json.integer("priority_score").orElse(before.priorityScore()),
                json.flag("is_active").orElse(before.active())));
  }

  static Offer offer(JsonFields json, Offer before) {
    json.allow(
        "name",
        "description",
        "value_proposition",
        "pricing_model",
        "target_segment_codes",
        "status");
    return json.made(
        () ->
            new Offer(
                json.required("name"),
                json.text("description").orElse(before.description()),
                json.text("value_proposition").orElse(before.valueProposition()),
                json.text("pricing_model").orElse(before.pricingModel()),
                json.texts("target_segment_codes").orElse(before.segmentCodes()),
                json.choice("status", Offer.Status.class).orElse(before.status())));
  }

  static Funnel funnel(JsonFields json, Funnel before) {
    json.allow("funnel_name", "description", "conversion_targets", "status", "stages");
    List<FunnelStage> stages = json.each("stages").stream().map(CmoJson::stage).toList();
    return json.made(
        () ->
            new Funnel(
                json.required("funnel_name"),
                json.text("description").orElse(before.description()),
                json.object("conversion_targets").orElse(before.conversionTargets()),
                json.choice("status", Funnel.Status.class).orElse(before.status()),
                stages));
  }

  /** A stage is known by its place, so it is taken as a whole. */
  private static FunnelStage stage(JsonFields json) {
    json.allow("stage_name", "objective", "channels", "conversion_target");
    List<String> names = json.texts("channels").orElse(List.of());
    for (int i = 0; i < names.size(); i++) {
      channel(json, "channels[%d]".formatted(i), names.get(i));
    }
    return json.made(
        () ->
            new FunnelStage(
                json.required("stage_name"),
                json.text("objective").orElse(""),
                names,
                json.number("conversion_target").orElse(null)));
  }

  static Campaign campaign(JsonFields json, Campaign before) {
    json.allow(
        "campaign_name",
        "description",
        "target_tags",
        "target_segment_codes",
        "icp",
        "offer",
        "desired_result",
        "status",
        "budget_allocated",
        "currency",
        "channels");
    return json.made(
        () ->
            new Campaign(
                    json.required("campaign_name"),
                    json.text("description").orElse(before.description()),
                    json.texts("target_tags").orElse(before.targetTags()),
                    json.texts("target_segment_codes").orElse(before.segmentCodes()),
                    json.text("icp").orElse(before.icp()),
                    json.text("offer").orElse(before.offer()),
                    json.text("desired_result").orElse(before.desiredResult()),
                    json.choice("status", Campaign.Status.class).orElse(before.status()),
                    budget(json, before.budgetOrNull()),
                    channels(json, before.channels()))
                .drivenByAi());
  }

  private static List<CampaignChannel> channels(JsonFields json, List<CampaignChannel> before) {
    List<CampaignChannel> channels = new ArrayList<>();
    for (JsonFields one : json.each("channels", "channel")) {
      one.allow("channel", "status", "budget_allocated", "currency", "settings");
      Channel channel = channel(one, "channel", one.required("channel"));
      Supplier<CampaignChannel> anew = () -> CampaignChannel.of(channel);
      CampaignChannel there =
          before.stream().filter(known -> known.channel() == channel).findFirst().orElseGet(anew);
      channels.add(
          one.made(
              () ->
                  new CampaignChannel(
                      channel,
                      one.choice("status", CampaignChannel.Status.class).orElse(there.status()),
                      budget(one, there.budgetOrNull()),
                      one.object("settings").orElse(there.settings()))));
    }
    return channels;
  }

  private static Channel channel(JsonFields json, String key, String name) {
    return json.choice(key, name, Channel.class);
  }

  private static @Nullable Budget budget(JsonFields json, @Nullable Budget before) {
    Optional<BigDecimal> amount =
        json.number("budget_allocated").or(() -> Optional.ofNullable(before).map(Budget::amount));
    String currency =
        json.text("currency").orElse(before == null ? Budget.DEFAULT_CURRENCY : before.currency());
    return amount.map(money -> new Budget(money, currency)).orElse(null);
  }
}
