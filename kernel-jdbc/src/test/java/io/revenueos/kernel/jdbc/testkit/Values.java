package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.channels.Campaign;
import io.revenueos.kernel.jdbc.channels.CampaignDetails;
import io.revenueos.kernel.jdbc.channels.DataMode;
import io.revenueos.kernel.jdbc.channels.MailAccount;
import io.revenueos.kernel.jdbc.channels.Metrics;
import io.revenueos.kernel.jdbc.channels.Provider;
import io.revenueos.kernel.jdbc.channels.ProviderSecret;
import io.revenueos.kernel.jdbc.channels.QueuedMessage;
import io.revenueos.kernel.jdbc.channels.SmsAccount;
import io.revenueos.kernel.jdbc.channels.SocialTokens;
import io.revenueos.kernel.jdbc.channels.VoiceAccount;
import io.revenueos.kernel.jdbc.crm.Activity;
import io.revenueos.kernel.jdbc.crm.Activity.Happening;
import io.revenueos.kernel.jdbc.crm.Contact;
import io.revenueos.kernel.jdbc.crm.ContactDetails;
import io.revenueos.kernel.jdbc.crm.CrmDealId;
import io.revenueos.kernel.jdbc.crm.CrmTask;
import io.revenueos.kernel.jdbc.crm.DealBackground;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Lead;
import io.revenueos.kernel.jdbc.crm.LeadDetails;
import io.revenueos.kernel.jdbc.crm.LeadFilter;
import io.revenueos.kernel.jdbc.crm.Move;
import io.revenueos.kernel.jdbc.crm.Person;
import io.revenueos.kernel.jdbc.secret.Secret;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What repositories take beside ids, one of each type, with the same text wherever there is any.
 */
public final class Values {
  /** When everything happens. */
  public static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");

  private final Map<Class<?>, Object> values = new HashMap<>();
  private final Map<Class<?>, Map<Class<?>, Object>> own = new HashMap<>();

  private Values() {}

  /** For the repositories of the kernel. */
  public static Values saying(String text) {
    Values values = common(text);
    values.addCrm(text);
    values.addChannels(text);
    return values;
  }

  /** What repositories of any artifact may take. */
  public static Values common(String text) {
    Values values = new Values();
    values.put(String.class, text);
    values.put(int.class, 50);
    values.put(Instant.class, NOW);
    values.put(LocalDate.class, NOW.atZone(ZoneOffset.UTC).toLocalDate());
    values.put(UserId.class, new UserId(UUID.randomUUID()));
    values.put(Page.class, Page.first(100));
    values.put(JsonObject.class, JsonObject.of("note", text));
    values.put(Secret.class, Secret.of(text));
    return values;
  }

  private void addCrm(String text) {
    Person person = Person.withEmail(text).withPhone(text).named(text, text).workingFor(text);
    DealTerms terms =
        DealTerms.in(text).worth(Money.of("12.5", "EUR")).likely(40).closingOn(of(LocalDate.class));
    put(
        LeadDetails.class,
        LeadDetails.of(person)
            .from(text)
            .tagged(text)
            .inSegment(text)
            .with(JsonObject.of("note", text)));
    put(LeadFilter.class, LeadFilter.all());
    put(Lead.Status.class, Lead.Status.NEW);
    put(ContactDetails.class, ContactDetails.of(person).inRole(text).inStage(text));
    put(Contact.Status.class, Contact.Status.PROSPECT);
    put(DealTerms.class, terms);
    put(CrmDealId.class, new CrmDealId("006A1"));
    put(
        DealDetails.class,
        DealDetails.of(text, terms)
            .against(text)
            .noting(text)
            .with(
                DealBackground.UNKNOWN
                    .selling(text)
                    .startedOn(of(LocalDate.class))
                    .reaching(DealBackground.Access.CHAMPION)));
    put(Happening.class, Happening.of(Activity.Kind.CALL, NOW).with(JsonObject.of("note", text)));
    put(CrmTask.Status.class, CrmTask.Status.PENDING);
    put(Move.Status.class, Move.Status.IN_PROGRESS);
  }

  private void addChannels(String text) {
    put(
        CampaignDetails.class,
        CampaignDetails.of(text, CampaignDetails.Channel.EMAIL).describedAs(text));
    put(Campaign.Status.class, Campaign.Status.PAUSED);
    put(DataMode.class, DataMode.REAL);
    put(
        Metrics.class,
        Metrics.of(Money.of("10", "EUR"), Money.of("2.5", "EUR"))
            .with(new Metrics.Reach(100, 10, 1, 0)));
    put(QueuedMessage.Status.class, QueuedMessage.Status.SCHEDULED);
    put(Provider.class, Provider.LINKEDIN);
    put(ProviderSecret.class, ProviderSecret.LINKEDIN_ACCESS_TOKEN);
    put(MailAccount.class, new MailAccount(text, text));
    put(SmsAccount.class, new SmsAccount(text, text));
    put(VoiceAccount.class, new VoiceAccount(text, text));
    put(SocialTokens.class, new SocialTokens(Secret.of(text), Secret.of(text)));
  }

  /** Adds a value, in place of another of its type. */
  public <T> Values put(Class<T> type, T value) {
    values.put(type, value);
    return this;
  }

  /** Adds a value that one repository takes, and no other. */
  public <T> Values put(Class<?> repository, Class<T> type, T value) {
    own.computeIfAbsent(repository, first -> new HashMap<>()).put(type, value);
    return this;
  }

  /** Adds ids, by their types. */
  public Values with(Map<Class<?>, Object> ids) {
    values.putAll(ids);
    return this;
  }

  @SuppressWarnings("unchecked") // put by its type; int is not cast by its class
  public <T> T of(Class<T> type) {
    return (T) Objects.requireNonNull(values.get(type), () -> "no value of " + type);
  }

  /** The value that a repository takes. */
  Object of(Class<?> repository, Class<?> type) {
    Object mine = own.getOrDefault(repository, Map.of()).get(type);
    return mine == null ? of(type) : mine;
  }
}
