package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code ai_settings_*}, without their secrets: they are the tenant's as a whole, and every user of
 * it may see them. Thread-safe.
 */
public final class ProviderSettings {
  private static final String MAIL =
      "select from_email, from_name, is_connected from ai_settings_resend where tenant_id = :tenant";
  private static final String SMS =
      """
      select twilio_account_sid, twilio_phone_number, is_connected
      from ai_settings_twilio where tenant_id = :tenant
      """;
  private static final String VOICE =
      """
      select vapi_public_key, default_vapi_assistant_id, is_connected
      from ai_settings_voice where tenant_id = :tenant
      """;
  private static final String SOCIAL =
      """
      select platform, is_connected from ai_settings_social where tenant_id = :tenant order by platform
      """;
  private static final String NO_MAIL =
      """
      update ai_settings_resend set api_key_encrypted = null, is_connected = false
      where tenant_id = :tenant
      """;
  private static final String NO_SMS =
      """
      update ai_settings_twilio set twilio_auth_token_encrypted = null, is_connected = false
      where tenant_id = :tenant
      """;
  private static final String NO_VOICE =
      """
      update ai_settings_voice set vapi_private_key_encrypted = null, is_connected = false
      where tenant_id = :tenant
      """;
  private static final String NO_SOCIAL =
      """
      update ai_settings_social
      set access_token_encrypted = null, refresh_token_encrypted = null, is_connected = false
      where tenant_id = :tenant and platform = :platform
      """;

  private final TenantDatabase database;

  public ProviderSettings(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Empty when the tenant has none. */
  public Optional<ProviderStatus<MailAccount>> mail(TenantScope scope) {
    return database.inTransaction(
        scope, session -> session.query(MAIL).map(Row.as(ProviderSettings::mail)).findOne());
  }

  /** Empty when the tenant has none. */
  public Optional<ProviderStatus<SmsAccount>> sms(TenantScope scope) {
    return database.inTransaction(
        scope, session -> session.query(SMS).map(Row.as(ProviderSettings::sms)).findOne());
  }

  /** Empty when the tenant has none. */
  public Optional<ProviderStatus<VoiceAccount>> voice(TenantScope scope) {
    return database.inTransaction(
        scope, session -> session.query(VOICE).map(Row.as(ProviderSettings::voice)).findOne());
  }

  /** The social networks that the tenant has, or had, access to. */
  public List<Provider> social(TenantScope scope) {
    return database.inTransaction(
        scope,
        session ->
            session.query(SOCIAL).map(Row.as(row -> row.word("platform", Provider.class))).list());
  }

  /**
   * Forgets the secrets of a provider and keeps the rest.
   *
   * @throws RefusedException when the tenant has no settings for the provider, or the scope's user
   *     is not an admin of the tenant
   */
  public void disconnect(TenantScope scope, Provider provider) {
    database.inTransaction(
        scope,
        session -> {
          session.requireAdmin();
          int rows = disconnected(session, provider);
          session.requireChanged(rows, "settings of " + provider);
          return rows;
        });
  }

  private static int disconnected(TenantSession session, Provider provider) {
    return switch (provider) {
      case RESEND -> session.update(NO_MAIL).execute();
      case TWILIO -> session.update(NO_SMS).execute();
      case VAPI -> session.update(NO_VOICE).execute();
      case LINKEDIN, FACEBOOK, TWITTER ->
          session.update(NO_SOCIAL).bind("platform", provider.stored()).execute();
    };
  }

  private static ProviderStatus<MailAccount> mail(Row row) throws SQLException {
    return new ProviderStatus<>(
        Provider.RESEND,
        new MailAccount(row.textOrNull("from_email"), row.textOrNull("from_name")),
        row.flag("is_connected"));
  }

  private static ProviderStatus<SmsAccount> sms(Row row) throws SQLException {
    return new ProviderStatus<>(
        Provider.TWILIO,
        new SmsAccount(row.textOrNull("twilio_account_sid"), row.textOrNull("twilio_phone_number")),
        row.flag("is_connected"));
  }

  private static ProviderStatus<VoiceAccount> voice(Row row) throws SQLException {
    return new ProviderStatus<>(
        Provider.VAPI,
        new VoiceAccount(
            row.textOrNull("vapi_public_key"), row.textOrNull("default_vapi_assistant_id")),
        row.flag("is_connected"));
  }
}
