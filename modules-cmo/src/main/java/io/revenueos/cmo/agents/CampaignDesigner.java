package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.Budget;
import io.revenueos.cmo.data.Campaign;
import io.revenueos.cmo.data.CampaignChannel;
import io.revenueos.cmo.data.Campaigns;
import io.revenueos.cmo.data.Channel;
import io.revenueos.cmo.data.Stored;
import io.revenueos.cmo.data.Written;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Campaigns: one that a marketer can launch. Days, the budget of each channel and what a conversion
 * may cost are computed; a model words the campaign and a message for each channel. A campaign that
 * is no draft any more is left alone.
 */
record CampaignDesigner(TenantRows rows) implements Agent {
  private static final int USUAL_DAYS = 30;
  private static final List<String> CHECKS =
      List.of(
          "Everyone who gets it has agreed to it, and nobody who opted out is among them.",
          "Every price, date and claim is right.",
          "Links lead where they should, and conversions are counted.");

  @Override
  public String key() {
    return "campaignDesigner";
  }

  @Override
  public List<Tool> tools() {
    return CmoTools.of(rows);
  }

  @Override
  public JsonObject brief(AgentTask task) {
    JsonObject input = task.input();
    JsonObject segment = rows.segment(task.scope(), Members.text(input, "segment"));
    JsonObject offer = rows.offer(task.scope(), Members.text(input, "offer"));
    String name = Members.text(input, "name");
    requireDraft(task, name);
    LocalDate start = Phrases.start(task);
    int days = input.decimal("days").map(BigDecimal::intValueExact).orElse(USUAL_DAYS);
    List<Measured> measured = Measured.of(rows.database(), task.scope());
    ChannelSplit split = ChannelSplit.of(input, measured);
    return JsonObject.of("campaign_name", name)
        .with("goal", Members.text(input, "goal"))
        .with("brand", rows.brand(task.scope()))
        .with("segment", segment)
        .with("offer", offer)
        .with("start", start.toString())
        .with("end", start.plusDays(days).toString())
        .with("budget", Amounts.budget(input).map(Amounts::json).orElse(null))
        .with("split_by", split.rule())
        .with("channels", split.json())
        .with("success", success(input))
        .with("results", measured.stream().limit(TenantRows.MOST).map(Measured::json).toList());
  }

  private void requireDraft(AgentTask task, String name) {
    Campaigns.on(rows.database())
        .find(task.scope(), name)
        .map(Stored::value)
        .filter(there -> there.status() != Campaign.Status.DRAFT)
        .ifPresent(
            there -> {
              throw new RefusedException(
                  "campaign_in_use",
                  "the campaign %s is %s, no draft any more: give the new one another name"
                      .formatted(
                          Text.quoted(name), there.status().name().toLowerCase(Locale.ROOT)));
            });
  }

  /** The criteria given, each with what one of it may cost at most if the budget is spent. */
  private static List<JsonObject> success(JsonObject input) {
    Optional<Money> budget = Amounts.budget(input);
    return Members.objects(input, "success").stream()
        .map(
            one -> {
              BigDecimal target = one.decimal("target").orElseThrow();
              return JsonObject.of("metric", Members.text(one, "metric"))
                  .with("target", target)
                  .with("cost_each", budget.flatMap(money -> each(money, target)).orElse(null));
            })
        .toList();
  }

  private static Optional<BigDecimal> each(Money budget, BigDecimal target) {
    return target.signum() <= 0
        ? Optional.empty()
        : Optional.of(
            budget.amount().divide(target, budget.amount().scale(), RoundingMode.HALF_EVEN));
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    JsonObject brand = Members.object(brief, "brand");
    JsonObject segment = Members.object(brief, "segment");
    JsonObject offer = Members.object(brief, "offer");
    String company = Members.text(brand, "business_name", "us");
    String what = Members.text(offer, "name", Members.text(brief, "campaign_name"));
    String promise =
        Members.text(offer, "value_proposition", Members.text(brand, "value_proposition", what));
    List<JsonObject> channels =
        Members.objects(brief, "channels").stream()
            .map(one -> one.with("message", "%s from %s: %s".formatted(what, company, promise)))
            .toList();
    return settle(
        brief,
        JsonObject.of("description", Members.text(brief, "goal", what))
            .with(
                "audience",
                Members.text(segment, "name", Members.text(brand, "icp_description", "Everyone")))
            .with("desired_result", Members.text(brief, "goal", "People ask for " + what))
            .with("channels", channels));
  }

  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    JsonObject settled =
        JsonObject.of("campaign_name", Members.text(brief, "campaign_name"))
            .with("description", marked(Members.text(answer, "description")))
            .with("audience", Members.text(answer, "audience"))
            .with("segment", Members.text(Members.object(brief, "segment"), "code"))
            .with("offer", Members.text(Members.object(brief, "offer"), "name"))
            .with("desired_result", Members.text(answer, "desired_result"))
            .with("start", Members.text(brief, "start"))
            .with("end", Members.text(brief, "end"))
            .with("budget", brief.value("budget").orElse(null))
            .with("split_by", Members.text(brief, "split_by"))
            .with("channels", channels(brief, answer))
            .with("success", Members.objects(brief, "success"))
            .with("checks", CHECKS);
    StatedFigures.require(brief, settled);
    return settled;
  }

  private static String marked(String description) {
    return description.isEmpty()
        ? ""
        : Campaign.of("any").describedAs(description).drivenByAi().description();
  }

  private static List<JsonObject> channels(JsonObject brief, JsonObject answer) {
    List<JsonObject> channels = new ArrayList<>();
    for (JsonObject one : Members.objects(brief, "channels")) {
      JsonObject said = Members.item(answer, "channels", "channel", Members.text(one, "channel"));
      channels.add(one.with("message", Members.text(said, "message")));
    }
    return channels;
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    Campaigns campaigns = Campaigns.on(rows.database());
    String name = Members.text(answer, "campaign_name");
    Campaign before =
        campaigns.find(task.scope(), name).map(Stored::value).orElse(Campaign.of(name));
    String segment = Members.text(answer, "segment");
    @Nullable Budget budget = Amounts.stored(answer).orElse(null);
    Campaign campaign =
        new Campaign(
            name,
            Members.text(answer, "description"),
            before.targetTags(),
            segment.isEmpty() ? List.of() : List.of(segment),
            Members.text(answer, "audience"),
            Members.text(answer, "offer"),
            Members.text(answer, "desired_result"),
            before.status(),
            budget,
            Members.objects(answer, "channels").stream().map(one -> channel(one, budget)).toList());
    Written written = campaigns.put(task.scope(), campaign);
    return JsonObject.of("campaign", written.id()).with("channels", campaign.channels().size());
  }

  private static CampaignChannel channel(JsonObject json, @Nullable Budget whole) {
    @Nullable Budget own =
        json.decimal("budget")
            .filter(amount -> whole != null)
            .map(amount -> new Budget(amount, whole == null ? "USD" : whole.currency()))
            .orElse(null);
    return new CampaignChannel(
        Channel.valueOf(Members.text(json, "channel").toUpperCase(Locale.ROOT)),
        CampaignChannel.Status.DRAFT,
        own,
        JsonObject.of("message", Members.text(json, "message")));
  }
}
