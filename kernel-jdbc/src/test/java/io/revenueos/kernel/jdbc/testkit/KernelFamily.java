package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.agents.AgentRunId;
import io.revenueos.kernel.jdbc.analytics.ForecastMonth;
import io.revenueos.kernel.jdbc.analytics.FunnelStep;
import io.revenueos.kernel.jdbc.channels.Campaign;
import io.revenueos.kernel.jdbc.channels.CampaignDetails;
import io.revenueos.kernel.jdbc.channels.CampaignId;
import io.revenueos.kernel.jdbc.channels.CampaignMetrics;
import io.revenueos.kernel.jdbc.channels.Campaigns;
import io.revenueos.kernel.jdbc.channels.DataMode;
import io.revenueos.kernel.jdbc.channels.MailAccount;
import io.revenueos.kernel.jdbc.channels.MessageId;
import io.revenueos.kernel.jdbc.channels.Metrics;
import io.revenueos.kernel.jdbc.channels.Provider;
import io.revenueos.kernel.jdbc.channels.ProviderSecret;
import io.revenueos.kernel.jdbc.channels.ProviderSecrets;
import io.revenueos.kernel.jdbc.channels.ProviderSettings;
import io.revenueos.kernel.jdbc.channels.SmsAccount;
import io.revenueos.kernel.jdbc.channels.SocialTokens;
import io.revenueos.kernel.jdbc.channels.VoiceAccount;
import io.revenueos.kernel.jdbc.crm.Activities;
import io.revenueos.kernel.jdbc.crm.Activity.Happening;
import io.revenueos.kernel.jdbc.crm.ContactDetails;
import io.revenueos.kernel.jdbc.crm.ContactId;
import io.revenueos.kernel.jdbc.crm.Contacts;
import io.revenueos.kernel.jdbc.crm.CrmDealId;
import io.revenueos.kernel.jdbc.crm.CrmDeals;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.jdbc.crm.LeadDetails;
import io.revenueos.kernel.jdbc.crm.LeadId;
import io.revenueos.kernel.jdbc.crm.Leads;
import io.revenueos.kernel.jdbc.crm.RecommendationId;
import io.revenueos.kernel.jdbc.crm.TaskId;
import io.revenueos.kernel.jdbc.crm.UserWorkspaces;
import io.revenueos.kernel.jdbc.secret.Secret;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The repositories of this artifact. */
public final class KernelFamily implements RepositoryFamily {
  private static final Set<String> FILLED =
      Set.of(
          "agent_runs",
          "ai_settings_resend",
          "ai_settings_social",
          "ai_settings_twilio",
          "ai_settings_voice",
          "campaign_metrics",
          "campaigns",
          "channel_outbox",
          "crm_contacts",
          "cro_recommendations",
          "deals",
          "lead_activities",
          "leads",
          "tasks");

  @Override
  public String packageName() {
    return TenantDatabase.class.getPackageName();
  }

  @Override
  public Map<String, String> spared() {
    return Map.of(
        "TenantDatabase.inTransaction(TenantScope, Function)",
        "what all of them go through; TenantDatabaseTest",
        "JdbcKernelStore.inTransaction(TenantScope, Function)",
        "the kernel's port; KernelStoreContract and HostileTextTest",
        "TenantProvisioning.counts(TenantScope)",
        "made of a data source and of steps, whose counts are attacked; TenantProvisioningTest");
  }

  @Override
  public List<String> feeding() {
    return List.of();
  }

  @Override
  public boolean fills(String table) {
    return FILLED.contains(table);
  }

  @Override
  public Values values(String text, Map<Class<?>, Object> ids) {
    return Values.saying(text).with(ids);
  }

  @Override
  public Map<Class<?>, Object> settle(Login login, Company company) {
    Map<Class<?>, Object> ids = new HashMap<>();
    Values values = Values.saying(company.mark());
    addCrm(login.tables(), company.inNorth(), values, ids);
    addCampaigns(login.tables(), company.inNorth(), values, ids);
    addSecrets(login.tables(), company.inNorth(), values);
    addWhatActionsLeave(login.operator(), company, ids);
    return ids;
  }

  private static void addCrm(
      TenantDatabase tables, TenantScope north, Values values, Map<Class<?>, Object> ids) {
    LeadId lead = new Leads(tables).add(north, values.of(LeadDetails.class));
    DealId deal = new Deals(tables).add(north, lead, values.of(DealDetails.class));
    Activities activities = new Activities(tables);
    activities.add(north, lead, values.of(Happening.class));
    activities.add(north, deal, values.of(Happening.class));
    ids.put(LeadId.class, lead);
    ids.put(DealId.class, deal);
    ids.put(ContactId.class, new Contacts(tables).add(north, values.of(ContactDetails.class)));
  }

  private static void addCampaigns(
      TenantDatabase tables, TenantScope north, Values values, Map<Class<?>, Object> ids) {
    Campaigns campaigns = new Campaigns(tables);
    CampaignId paused = campaigns.add(north, values.of(CampaignDetails.class));
    campaigns.setStatus(north, paused, Campaign.Status.ACTIVE);
    campaigns.setStatus(north, paused, Campaign.Status.PAUSED);
    CampaignId active = campaigns.add(north, values.of(CampaignDetails.class));
    campaigns.setStatus(north, active, Campaign.Status.ACTIVE);
    new CampaignMetrics(tables)
        .record(north, active, DataMode.REAL, values.of(Metrics.class), Values.NOW);
    ids.put(CampaignId.class, active);
  }

  private static void addSecrets(TenantDatabase tables, TenantScope north, Values values) {
    ProviderSecrets secrets = new ProviderSecrets(tables, Estate.BOX);
    Secret secret = values.of(Secret.class);
    secrets.put(north, values.of(MailAccount.class), secret);
    secrets.put(north, values.of(SmsAccount.class), secret);
    secrets.put(north, values.of(VoiceAccount.class), secret);
    secrets.put(north, Provider.LINKEDIN, values.of(SocialTokens.class));
  }

  private static void addWhatActionsLeave(Rows rows, Company company, Map<Class<?>, Object> ids) {
    ActionRows actions = new ActionRows(rows, company.tenant(), company.north());
    Instant now = Values.NOW;
    ids.put(TaskId.class, actions.task(company.mark(), now));
    ids.put(RecommendationId.class, actions.recommendation(company.mark(), "open", now));
    actions.recommendation(company.mark(), "in_progress", now);
    ids.put(AgentRunId.class, actions.run(company.mark(), company.mark(), now));
    ids.put(MessageId.class, actions.message(company.mark(), now));
  }

  @Override
  public @Nullable Object readBack(Estate estate, RepositoryCall call, @Nullable Object result) {
    Class<?> repository = call.repository();
    TenantDatabase tables = estate.tables();
    TenantScope scope = estate.company().inNorth();
    if (repository == Leads.class) {
      return new Leads(tables).find(scope, id(LeadId.class, estate, result));
    } else if (repository == Contacts.class) {
      return new Contacts(tables).find(scope, id(ContactId.class, estate, result));
    } else if (repository == CrmDeals.class) {
      // Under the CRM's own id, which no column has.
      CrmDealId crm = (CrmDealId) call.arguments().get(0);
      return List.of(crm, new Deals(tables).find(scope, crm.rowOf(scope.tenant())).orElseThrow());
    } else if (repository == Deals.class) {
      return new Deals(tables).find(scope, id(DealId.class, estate, result));
    } else if (repository == Campaigns.class) {
      return new Campaigns(tables).find(scope, id(CampaignId.class, estate, result));
    } else if (repository == Activities.class) {
      return activities(estate);
    } else if (repository == ProviderSecrets.class) {
      return settings(tables, scope);
    }
    throw new AssertionError("how is it read back what was put by " + call.name() + "?");
  }

  /** What was added, or what was there and was changed. */
  private static <T> T id(Class<T> type, Estate estate, @Nullable Object result) {
    return result == null ? estate.id(type) : type.cast(result);
  }

  private static List<Object> activities(Estate estate) {
    Activities activities = new Activities(estate.tables());
    TenantScope north = estate.company().inNorth();
    List<Object> all = new ArrayList<>();
    all.addAll(activities.of(north, estate.id(LeadId.class), Page.first(1000)));
    all.addAll(activities.of(north, estate.id(DealId.class), Page.first(1000)));
    return all;
  }

  private static List<Object> settings(TenantDatabase tables, TenantScope scope) {
    ProviderSettings settings = new ProviderSettings(tables);
    ProviderSecrets secrets = new ProviderSecrets(tables, Estate.BOX);
    List<Object> all = new ArrayList<>();
    all.add(settings.mail(scope));
    all.add(settings.sms(scope));
    all.add(settings.voice(scope));
    for (ProviderSecret secret : ProviderSecret.values()) {
      all.add(secrets.reveal(scope, secret));
    }
    return all;
  }

  @Override
  public boolean mayRefuse(String place, String text) {
    boolean isText = place.contains(".notesOrNull") || place.contains(".descriptionOrNull");
    boolean isJson = place.endsWith("/key") || place.endsWith("/value");
    return !isText && !isJson;
  }

  /** Sums have neither ids nor texts: whose rows they add up is for {@code AnalyticsTest}. */
  @Override
  public boolean isRecognizable(Object row) {
    return row instanceof Record && !(row instanceof ForecastMonth) && !(row instanceof FunnelStep);
  }

  /** Settings have no workspace: all may see them, and the host may change them. */
  @Override
  public boolean isTenantWide(RepositoryCall call, TenantScope scope) {
    boolean readsSettings =
        call.repository() == ProviderSettings.class
            && !call.method().getName().equals("disconnect");
    boolean aboutSettings =
        call.repository() == ProviderSettings.class || call.repository() == ProviderSecrets.class;
    return readsSettings || (aboutSettings && scope.actorOrNull() == null);
  }

  /** An admin where it is about users. */
  @Override
  public TenantScope finder(RepositoryCall call, Company company) {
    return call.repository() == UserWorkspaces.class
        ? company.as(company.admin())
        : company.inNorth();
  }
}
