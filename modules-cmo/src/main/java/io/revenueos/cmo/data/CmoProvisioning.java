package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.provisioning.JsonFields;
import io.revenueos.kernel.jdbc.provisioning.ProvisioningStep;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the AI CMO sets up for a tenant, in the workspace with the tenant's own id: {@code
 * brand_profile}, {@code segments}, {@code offers}, {@code funnels} with their {@code stages} and
 * {@code campaigns} with their {@code channels}. Members are called as the columns are. Campaigns
 * are marked as driven by the AI CMO.
 */
public final class CmoProvisioning implements ProvisioningStep {
  @Override
  public String module() {
    return "ai_cmo";
  }

  @Override
  public Prepared prepare(JsonFields data) {
    data.allow("brand_profile", "segments", "offers", "funnels", "campaigns");
    Plan plan =
        new Plan(
            data.fields("brand_profile"),
            data.each("segments"),
            data.each("offers"),
            data.each("funnels"),
            data.each("campaigns"));
    plan.check();
    return plan;
  }

  @Override
  public Map<String, Long> count(TenantDatabase database, TenantScope scope) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("cmo_brand_profiles", BrandProfiles.on(database).count(scope));
    counts.put("cmo_icp_segments", IcpSegments.on(database).count(scope));
    counts.put("cmo_offers", Offers.on(database).count(scope));
    counts.put("cmo_funnels", Funnels.on(database).count(scope));
    counts.put("cmo_funnel_stages", Funnels.on(database).countStages(scope));
    counts.put("cmo_campaigns", Campaigns.on(database).count(scope));
    counts.put("cmo_campaign_channels", Campaigns.on(database).countChannels(scope));
    return counts;
  }

  /** Data that has been read once, over nothing, and is read again over what is there. */
  private record Plan(
      Optional<JsonFields> profile,
      List<JsonFields> segments,
      List<JsonFields> offers,
      List<JsonFields> funnels,
      List<JsonFields> campaigns)
      implements Prepared {
    private static final BrandProfile NO_PROFILE = BrandProfile.of("none");
    private static final IcpSegment NO_SEGMENT = IcpSegment.of("none", "none");
    private static final Offer NO_OFFER = Offer.of("none");
    private static final Funnel NO_FUNNEL = Funnel.of("none");
    private static final Campaign NO_CAMPAIGN = Campaign.of("none");

    void check() {
      profile.ifPresent(json -> CmoJson.profile(json, NO_PROFILE));
      once(segments, "segment_code", json -> CmoJson.segment(json, NO_SEGMENT).code());
      once(offers, "name", json -> CmoJson.offer(json, NO_OFFER).name());
      once(funnels, "funnel_name", json -> CmoJson.funnel(json, NO_FUNNEL).name());
      once(campaigns, "campaign_name", json -> CmoJson.campaign(json, NO_CAMPAIGN).name());
    }

    private static void once(
        List<JsonFields> list, String key, Function<JsonFields, String> reading) {
      Map<String, JsonFields> seen = new LinkedHashMap<>();
      for (JsonFields json : list) {
        if (seen.put(reading.apply(json), json) != null) {
          throw json.wrong(key, "one that stands once in the list");
        }
      }
    }

    @Override
    public Changes apply(TenantDatabase database, TenantScope scope) {
      BrandProfiles profiles = BrandProfiles.on(database);
      IcpSegments icps = IcpSegments.on(database);
      Offers allOffers = Offers.on(database);
      Funnels allFunnels = Funnels.on(database);
      Campaigns allCampaigns = Campaigns.on(database);
      return putAll(
              profile.stream().toList(),
              json -> profiles.find(scope),
              (json, before) ->
                  profiles.put(scope, CmoJson.profile(json, before.orElse(NO_PROFILE))))
          .plus(
              putAll(
                  segments,
                  json -> icps.find(scope, json.required("segment_code")),
                  (json, before) ->
                      icps.put(scope, CmoJson.segment(json, before.orElse(NO_SEGMENT)))))
          .plus(
              putAll(
                  offers,
                  json -> allOffers.find(scope, json.required("name")),
                  (json, before) ->
                      allOffers.put(scope, CmoJson.offer(json, before.orElse(NO_OFFER)))))
          .plus(
              putAll(
                  funnels,
                  json -> allFunnels.find(scope, json.required("funnel_name")),
                  (json, before) ->
                      allFunnels.put(scope, CmoJson.funnel(json, before.orElse(NO_FUNNEL)))))
          .plus(
              putAll(
                  campaigns,
                  json -> allCampaigns.find(scope, json.required("campaign_name")),
                  (json, before) ->
                      allCampaigns.put(scope, CmoJson.campaign(json, before.orElse(NO_CAMPAIGN)))));
    }

    private static <R> Changes putAll(
        List<JsonFields> list,
        Function<JsonFields, Optional<Stored<R>>> find,
        BiFunction<JsonFields, Optional<R>, Written> put) {
      Changes changes = Changes.none();
      for (JsonFields json : list) {
        Optional<R> before = find.apply(json).map(Stored::value);
        changes = changes.plus(put.apply(json, before).changes());
      }
      return changes;
    }
  }
}
