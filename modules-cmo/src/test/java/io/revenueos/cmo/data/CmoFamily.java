package io.revenueos.cmo.data;

import io.revenueos.cmo.scoring.TenantLeads;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.Activities;
import io.revenueos.kernel.jdbc.crm.Activity.Happening;
import io.revenueos.kernel.jdbc.crm.LeadDetails;
import io.revenueos.kernel.jdbc.crm.LeadId;
import io.revenueos.kernel.jdbc.crm.Leads;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Estate;
import io.revenueos.kernel.jdbc.testkit.KernelFamily;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.jdbc.testkit.RepositoryCall;
import io.revenueos.kernel.jdbc.testkit.RepositoryFamily;
import io.revenueos.kernel.jdbc.testkit.Values;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The repositories of the AI CMO. */
final class CmoFamily implements RepositoryFamily {
  private static final Pattern NAME =
      Pattern.compile(".*(\\.(name|code|label|title|businessName)| \\d)");
  private static final int MAX_NAME = 200;

  @Override
  public String packageName() {
    return "io.revenueos.cmo";
  }

  @Override
  public Map<String, String> spared() {
    return Map.of(
        "CmoModule.on(TenantDatabase)",
        "makes a module; its agents go by these repositories, and CmoPromptTest has two tenants",
        "CmoAgents.on(TenantDatabase)",
        "the same");
  }

  /** What scores of leads are made of. */
  @Override
  public List<String> feeding() {
    return List.of("Leads.add(TenantScope, LeadDetails)");
  }

  @Override
  public boolean fills(String table) {
    return table.startsWith("cmo_");
  }

  @Override
  public Map<Class<?>, Object> settle(Login login, Company company) {
    TenantDatabase tables = login.tables();
    TenantScope north = company.inNorth();
    Values leads = Values.saying(company.mark());
    LeadId lead = new Leads(tables).add(north, leads.of(LeadDetails.class));
    new Activities(tables).add(north, lead, leads.of(Happening.class));
    Campaign campaign = CmoValues.common(company.mark()).of(Campaign.class);
    Map<Class<?>, Object> ids = new HashMap<>();
    ids.put(LeadId.class, lead);
    ids.put(Campaign.class, Campaigns.on(tables).put(north, campaign).id());
    Values values = values(company.mark(), ids);
    BrandProfiles.on(tables).put(north, values.of(BrandProfile.class));
    IcpSegments.on(tables).put(north, values.of(IcpSegment.class));
    Offers.on(tables).put(north, values.of(Offer.class));
    Funnels.on(tables).put(north, values.of(Funnel.class));
    MarketingPlans.on(tables).put(north, values.of(MarketingPlan.class));
    ContentAssets.on(tables).put(north, CmoValues.ASSET, values.of(ContentAsset.class));
    CalendarEvents.on(tables).put(north, CmoValues.EVENT, values.of(CalendarEvent.class));
    MetricsSnapshots.on(tables).put(north, values.of(MetricsSnapshot.class));
    WeeklySummaries.on(tables).put(north, values.of(WeeklySummary.class));
    return ids;
  }

  @Override
  public Values values(String text, Map<Class<?>, Object> ids) {
    return CmoValues.of(text, (UUID) Objects.requireNonNull(ids.get(Campaign.class)));
  }

  @Override
  public @Nullable Object readBack(Estate estate, RepositoryCall call, @Nullable Object result) {
    TenantDatabase tables = estate.tables();
    TenantScope north = estate.company().inNorth();
    List<Object> arguments = call.arguments();
    Object put = arguments.get(arguments.size() - 1);
    if (put instanceof LeadDetails) {
      return TenantLeads.read(tables, north);
    } else if (put instanceof BrandProfile) {
      return BrandProfiles.on(tables).find(north);
    } else if (put instanceof IcpSegment segment) {
      return IcpSegments.on(tables).find(north, segment.code());
    } else if (put instanceof Offer offer) {
      return Offers.on(tables).find(north, offer.name());
    } else if (put instanceof Funnel funnel) {
      return Funnels.on(tables).find(north, funnel.name());
    } else if (put instanceof Campaign campaign) {
      return Campaigns.on(tables).find(north, campaign.name());
    } else if (put instanceof MarketingPlan plan) {
      return MarketingPlans.on(tables).find(north, plan.name());
    } else if (put instanceof ContentAsset) {
      return ContentAssets.on(tables).find(north, CmoValues.ASSET);
    } else if (put instanceof CalendarEvent) {
      return CalendarEvents.on(tables).find(north, CmoValues.EVENT);
    }
    return figures(tables, north, put);
  }

  private static Optional<?> figures(TenantDatabase tables, TenantScope north, Object put) {
    if (put instanceof MetricsSnapshot day) {
      return MetricsSnapshots.on(tables).find(north, day.campaign(), day.date(), day.mode());
    } else if (put instanceof WeeklySummary week) {
      return WeeklySummaries.on(tables).find(north, week.weekStart(), week.mode());
    }
    throw new AssertionError("how is it read back what was put as " + put.getClass() + "?");
  }

  /** Names are short and of one line, currencies have three letters. */
  @Override
  public boolean mayRefuse(String place, String text) {
    boolean isNoName =
        text.length() > MAX_NAME || text.codePoints().anyMatch(Character::isISOControl);
    if (place.startsWith("Leads.")) {
      return new KernelFamily().mayRefuse(place, text);
    }
    return place.endsWith(".currency") || (NAME.matcher(place).matches() && isNoName);
  }

  @Override
  public boolean isAnswer(@Nullable Object result) {
    return RepositoryFamily.super.isAnswer(result) || result instanceof TenantLeads;
  }
}
