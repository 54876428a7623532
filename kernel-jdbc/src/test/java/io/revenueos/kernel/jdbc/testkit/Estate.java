package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.agents.AgentRunId;
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
import io.revenueos.kernel.jdbc.channels.ProviderSecrets;
import io.revenueos.kernel.jdbc.channels.SmsAccount;
import io.revenueos.kernel.jdbc.channels.SocialTokens;
import io.revenueos.kernel.jdbc.channels.VoiceAccount;
import io.revenueos.kernel.jdbc.crm.Activities;
import io.revenueos.kernel.jdbc.crm.Activity.Happening;
import io.revenueos.kernel.jdbc.crm.ContactDetails;
import io.revenueos.kernel.jdbc.crm.ContactId;
import io.revenueos.kernel.jdbc.crm.Contacts;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.jdbc.crm.LeadDetails;
import io.revenueos.kernel.jdbc.crm.LeadId;
import io.revenueos.kernel.jdbc.crm.Leads;
import io.revenueos.kernel.jdbc.crm.RecommendationId;
import io.revenueos.kernel.jdbc.crm.TaskId;
import io.revenueos.kernel.jdbc.secret.Secret;
import io.revenueos.kernel.jdbc.secret.SecretBox;
import io.revenueos.kernel.jdbc.secret.SecretKeys;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A company that has a row for every method of every repository to find, in north or of the tenant
 * as a whole, and its {@link Company#mark} in each of them.
 */
public final class Estate {
  /** All tests have the key; nobody else does. */
  public static final SecretBox BOX = SecretBox.of(SecretKeys.of("test", new byte[32]));

  private final Company company;
  private final TenantDatabase tables;
  private final Map<Class<?>, Object> ids = new HashMap<>();

  private Estate(Login login, Company company) {
    this.company = company;
    this.tables = login.tables();
  }

  public static Estate in(Login login) {
    Estate estate = new Estate(login, Company.in(login));
    Values values = Values.saying(estate.company.mark());
    estate.addCrm(values);
    estate.addCampaigns(values);
    estate.addSecrets(values);
    estate.addWhatActionsLeave(login.operator());
    return estate;
  }

  public Company company() {
    return company;
  }

  /** The ids of its rows in north, by their types. */
  public Map<Class<?>, Object> ids() {
    return ids;
  }

  private TenantScope north() {
    return company.inNorth();
  }

  private void addCrm(Values values) {
    LeadId lead = new Leads(tables).add(north(), values.of(LeadDetails.class));
    DealId deal = new Deals(tables).add(north(), lead, values.of(DealDetails.class));
    Activities activities = new Activities(tables);
    activities.add(north(), lead, values.of(Happening.class));
    activities.add(north(), deal, values.of(Happening.class));
    ids.put(LeadId.class, lead);
    ids.put(DealId.class, deal);
    ids.put(ContactId.class, new Contacts(tables).add(north(), values.of(ContactDetails.class)));
  }

  private void addCampaigns(Values values) {
    Campaigns campaigns = new Campaigns(tables);
    CampaignId paused = campaigns.add(north(), values.of(CampaignDetails.class));
    campaigns.setStatus(north(), paused, Campaign.Status.ACTIVE);
    campaigns.setStatus(north(), paused, Campaign.Status.PAUSED);
    CampaignId active = campaigns.add(north(), values.of(CampaignDetails.class));
    campaigns.setStatus(north(), active, Campaign.Status.ACTIVE);
    new CampaignMetrics(tables)
        .record(north(), active, DataMode.REAL, values.of(Metrics.class), Values.NOW);
    ids.put(CampaignId.class, active);
  }

  private void addSecrets(Values values) {
    ProviderSecrets secrets = new ProviderSecrets(tables, BOX);
    Secret secret = values.of(Secret.class);
    secrets.put(north(), values.of(MailAccount.class), secret);
    secrets.put(north(), values.of(SmsAccount.class), secret);
    secrets.put(north(), values.of(VoiceAccount.class), secret);
    secrets.put(north(), Provider.LINKEDIN, values.of(SocialTokens.class));
  }

  private void addWhatActionsLeave(Rows rows) {
    ActionRows actions = new ActionRows(rows, company.tenant(), company.north());
    Instant now = Values.NOW;
    ids.put(TaskId.class, actions.task(company.mark(), now));
    ids.put(RecommendationId.class, actions.recommendation(company.mark(), "open", now));
    actions.recommendation(company.mark(), "in_progress", now);
    ids.put(AgentRunId.class, actions.run(company.mark(), company.mark(), now));
    ids.put(MessageId.class, actions.message(company.mark(), now));
  }
}
