package io.revenueos.kernel.jdbc.channels;

/** The secrets by which a tenant reaches its providers, and the columns that they stand in. */
public enum ProviderSecret {
  RESEND_API_KEY(Provider.RESEND, "ai_settings_resend.api_key_encrypted"),
  TWILIO_AUTH_TOKEN(Provider.TWILIO, "ai_settings_twilio.twilio_auth_token_encrypted"),
  VAPI_PRIVATE_KEY(Provider.VAPI, "ai_settings_voice.vapi_private_key_encrypted"),
  LINKEDIN_ACCESS_TOKEN(Provider.LINKEDIN, "ai_settings_social.access_token_encrypted"),
  LINKEDIN_REFRESH_TOKEN(Provider.LINKEDIN, "ai_settings_social.refresh_token_encrypted"),
  FACEBOOK_ACCESS_TOKEN(Provider.FACEBOOK, "ai_settings_social.access_token_encrypted"),
  FACEBOOK_REFRESH_TOKEN(Provider.FACEBOOK, "ai_settings_social.refresh_token_encrypted"),
  TWITTER_ACCESS_TOKEN(Provider.TWITTER, "ai_settings_social.access_token_encrypted"),
  TWITTER_REFRESH_TOKEN(Provider.TWITTER, "ai_settings_social.refresh_token_encrypted");

  private final Provider provider;
  private final String column;

  ProviderSecret(Provider provider, String column) {
    this.provider = provider;
    this.column = column;
  }

  public Provider provider() {
    return provider;
  }

  /** What its text is encrypted for. */
  String purpose() {
    return provider.isSocial() ? column + "/" + provider.stored() : column;
  }

  /** The access token of a social network. */
  static ProviderSecret accessTokenOf(Provider network) {
    return valueOf(network.name() + "_ACCESS_TOKEN");
  }

  /** The refresh token of a social network. */
  static ProviderSecret refreshTokenOf(Provider network) {
    return valueOf(network.name() + "_REFRESH_TOKEN");
  }

  boolean isRefreshToken() {
    return name().endsWith("_REFRESH_TOKEN");
  }
}
