package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.TenantSession;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The statements that touch a column with a secret. */
final class SecretStatements {
  static final String UPDATE_MAIL =
      """
      update ai_settings_resend
      set from_email = :fromEmail, from_name = :fromName, api_key_encrypted = :key, is_connected = true
      where tenant_id = :tenant
      """;
  static final String INSERT_MAIL =
      """
      insert into ai_settings_resend (tenant_id, from_email, from_name, api_key_encrypted, is_connected)
      values (:tenant, :fromEmail, :fromName, :key, true)
      on conflict do nothing
      """;
  static final String UPDATE_SMS =
      """
      update ai_settings_twilio
      set twilio_account_sid = :sid, twilio_phone_number = :phone, twilio_auth_token_encrypted = :key, is_connected = true
      where tenant_id = :tenant
      """;
  static final String INSERT_SMS =
      """
      insert into ai_settings_twilio (tenant_id, twilio_account_sid, twilio_phone_number, twilio_auth_token_encrypted, is_connected)
      values (:tenant, :sid, :phone, :key, true)
      on conflict do nothing
      """;
  static final String UPDATE_VOICE =
      """
      update ai_settings_voice
      set vapi_public_key = :publicKey, default_vapi_assistant_id = :assistant, vapi_private_key_encrypted = :key, is_connected = true
      where tenant_id = :tenant
      """;
  static final String INSERT_VOICE =
      """
      insert into ai_settings_voice (tenant_id, vapi_public_key, default_vapi_assistant_id, vapi_private_key_encrypted, is_connected)
      values (:tenant, :publicKey, :assistant, :key, true)
      on conflict do nothing
      """;
  static final String UPDATE_SOCIAL =
      """
      update ai_settings_social
      set access_token_encrypted = :key, refresh_token_encrypted = :refresh, is_connected = true
      where tenant_id = :tenant and platform = :platform
      """;
  static final String INSERT_SOCIAL =
      """
      insert into ai_settings_social
        (tenant_id, platform, access_token_encrypted, refresh_token_encrypted, is_connected)
      values (:tenant, :platform, :key, :refresh, true)
      on conflict do nothing
      """;
  private static final String READ_MAIL =
      "select api_key_encrypted as encrypted from ai_settings_resend where tenant_id = :tenant";
  private static final String REWRITE_MAIL =
      """
      update ai_settings_resend set api_key_encrypted = :new
      where tenant_id = :tenant and api_key_encrypted = :old
      """;
  private static final String READ_SMS =
      "select twilio_auth_token_encrypted as encrypted from ai_settings_twilio where tenant_id = :tenant";
  private static final String REWRITE_SMS =
      """
      update ai_settings_twilio set twilio_auth_token_encrypted = :new
      where tenant_id = :tenant and twilio_auth_token_encrypted = :old
      """;
  private static final String READ_VOICE =
      "select vapi_private_key_encrypted as encrypted from ai_settings_voice where tenant_id = :tenant";
  private static final String REWRITE_VOICE =
      """
      update ai_settings_voice set vapi_private_key_encrypted = :new
      where tenant_id = :tenant and vapi_private_key_encrypted = :old
      """;
  private static final String READ_ACCESS =
      "select access_token_encrypted as encrypted from ai_settings_social where tenant_id = :tenant and platform = :platform";
  private static final String REWRITE_ACCESS =
      """
      update ai_settings_social set access_token_encrypted = :new
      where tenant_id = :tenant and platform = :platform and access_token_encrypted = :old
      """;
  private static final String READ_REFRESH =
      "select refresh_token_encrypted as encrypted from ai_settings_social where tenant_id = :tenant and platform = :platform";
  private static final String REWRITE_REFRESH =
      """
      update ai_settings_social set refresh_token_encrypted = :new
      where tenant_id = :tenant and platform = :platform and refresh_token_encrypted = :old
      """;

  private SecretStatements() {}

  /** Gives {@code encrypted}. */
  static Query read(TenantSession session, ProviderSecret secret) {
    return switch (secret.provider()) {
      case RESEND -> session.query(READ_MAIL);
      case TWILIO -> session.query(READ_SMS);
      case VAPI -> session.query(READ_VOICE);
      case LINKEDIN, FACEBOOK, TWITTER ->
          (secret.isRefreshToken() ? session.query(READ_REFRESH) : session.query(READ_ACCESS))
              .bind("platform", secret.provider().stored());
    };
  }

  /** Wants {@code :old} and {@code :new}. */
  static Update rewrite(TenantSession session, ProviderSecret secret) {
    return switch (secret.provider()) {
      case RESEND -> session.update(REWRITE_MAIL);
      case TWILIO -> session.update(REWRITE_SMS);
      case VAPI -> session.update(REWRITE_VOICE);
      case LINKEDIN, FACEBOOK, TWITTER ->
          (secret.isRefreshToken()
                  ? session.update(REWRITE_REFRESH)
                  : session.update(REWRITE_ACCESS))
              .bind("platform", secret.provider().stored());
    };
  }
}
