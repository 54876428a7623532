package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.BrandProfile;
import io.revenueos.cmo.data.BrandProfiles;
import io.revenueos.cmo.data.Campaign;
import io.revenueos.cmo.data.Campaigns;
import io.revenueos.cmo.data.IcpSegment;
import io.revenueos.cmo.data.IcpSegments;
import io.revenueos.cmo.data.Offer;
import io.revenueos.cmo.data.Offers;
import io.revenueos.cmo.data.Stored;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What stands in a tenant's rows, in an order that does not depend on ids, and without them: the
 * same rows give the same JSON in any database.
 */
record TenantRows(TenantDatabase database) {
  /** So many of each kind are shown to a model. */
  static final int MOST = 50;

  /** All rows of a repository. */
  static <R> List<Stored<R>> all(Function<Page<UUID>, List<Stored<R>>> pages) {
    List<Stored<R>> rows = new ArrayList<>();
    List<Stored<R>> page = pages.apply(Page.first(Page.MAX_LIMIT));
    rows.addAll(page);
    while (page.size() == Page.MAX_LIMIT) {
      page = pages.apply(Page.after(rows.get(rows.size() - 1).id(), Page.MAX_LIMIT));
      rows.addAll(page);
    }
    return rows;
  }

  private static <R> List<R> shown(List<Stored<R>> rows, Function<R, String> key) {
    Set<String> seen = new HashSet<>();
    return rows.stream()
        .map(Stored::value)
        .sorted(Comparator.comparing(key))
        .filter(row -> seen.add(key.apply(row)))
        .toList();
  }

  Optional<BrandProfile> profile(TenantScope scope) {
    return BrandProfiles.on(database).find(scope).map(Stored::value);
  }

  /** Active ones, the most important first. */
  List<IcpSegment> segments(TenantScope scope) {
    return shown(all(page -> IcpSegments.on(database).page(scope, page)), IcpSegment::code).stream()
        .filter(IcpSegment::active)
        .sorted(Comparator.comparing(IcpSegment::priorityScore).reversed())
        .limit(MOST)
        .toList();
  }

  /** Active ones, by name. */
  List<Offer> offers(TenantScope scope) {
    return shown(all(page -> Offers.on(database).page(scope, page)), Offer::name).stream()
        .filter(offer -> offer.status() == Offer.Status.ACTIVE)
        .limit(MOST)
        .toList();
  }

  /**
   * @throws RefusedException when a name is given and the scope has no such campaign
   */
  Optional<Stored<Campaign>> campaign(TenantScope scope, String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Stored<Campaign>> found = Campaigns.on(database).find(scope, name);
    if (found.isEmpty()) {
      throw unknown("campaign", name);
    }
    return found;
  }

  /** The segment of the code, else the most important one; empty JSON when there is none. */
  JsonObject segment(TenantScope scope, String code) {
    List<IcpSegment> segments = segments(scope);
    return chosen(segments, IcpSegment::code, code, "segment")
        .map(TenantRows::json)
        .orElse(JsonObject.empty());
  }

  /** The offer of the name, else the first by name; empty JSON when there is none. */
  JsonObject offer(TenantScope scope, String name) {
    return chosen(offers(scope), Offer::name, name, "offer")
        .map(TenantRows::json)
        .orElse(JsonObject.empty());
  }

  private static <R> Optional<R> chosen(
      List<R> rows, Function<R, String> key, String wanted, String what) {
    if (wanted.isEmpty()) {
      return rows.stream().findFirst();
    }
    return Optional.of(
        rows.stream()
            .filter(row -> key.apply(row).equals(wanted))
            .findFirst()
            .orElseThrow(() -> unknown(what, wanted)));
  }

  private static RefusedException unknown(String what, String name) {
    return new RefusedException(
        "unknown_" + what, "there is no %s %s".formatted(what, Text.quoted(name)));
  }

  /** The profile as JSON; empty when there is none. */
  JsonObject brand(TenantScope scope) {
    return profile(scope).map(TenantRows::json).orElse(JsonObject.empty());
  }

  static JsonObject json(BrandProfile profile) {
    return JsonObject.of("business_name", profile.businessName())
        .with("industry", profile.industry())
        .with("icp_description", profile.icpDescription())
        .with("value_proposition", profile.valueProposition())
        .with("brand_voice", profile.brandVoice())
        .with("brand_personality", profile.brandPersonality())
        .with("competitors", profile.competitors())
        .with("differentiators", profile.differentiators());
  }

  static JsonObject json(IcpSegment segment) {
    return JsonObject.of("code", segment.code())
        .with("name", segment.name())
        .with("description", segment.description())
        .with("pain_points", segment.painPoints())
        .with("priority_score", segment.priorityScore());
  }

  static JsonObject json(Offer offer) {
    return JsonObject.of("name", offer.name())
        .with("description", offer.description())
        .with("value_proposition", offer.valueProposition())
        .with("pricing_model", offer.pricingModel())
        .with("segment_codes", offer.segmentCodes());
  }

  static JsonObject json(Campaign campaign) {
    return JsonObject.of("name", campaign.name())
        .with("description", campaign.description())
        .with("audience", campaign.icp())
        .with("offer", campaign.offer())
        .with("desired_result", campaign.desiredResult())
        .with("segment_codes", campaign.segmentCodes())
        .with("status", campaign.status().name().toLowerCase(Locale.ROOT))
        .with("channels", campaign.channels().stream().map(one -> one.channel().stored()).toList());
  }
}
