package io.revenueos.kernel.jdbc.channels;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertInvalid;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.secret.Secret;
import io.revenueos.kernel.jdbc.secret.SecretBox;
import io.revenueos.kernel.jdbc.secret.SecretException;
import io.revenueos.kernel.jdbc.secret.SecretKeys;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderSecretsTest {
  private static final String PLAIN = "re_hunter2";
  private static final Secret KEY = Secret.of(PLAIN);
  private static final MailAccount MAIL = new MailAccount("hello@example.com", "Hello");
  private static final SecretKeys KEYS = SecretKeys.of("2026-11", new byte[32]);

  private static ProviderSecrets secrets(Login login) {
    return new ProviderSecrets(login.tables(), SecretBox.of(KEYS));
  }

  private static List<String> stored(Login login, Company company) {
    return login
        .operator()
        .lines(
            """
            select api_key_encrypted from ai_settings_resend where tenant_id = '%1$s' and api_key_encrypted is not null
            union all select twilio_auth_token_encrypted from ai_settings_twilio where tenant_id = '%1$s'
            union all select vapi_private_key_encrypted from ai_settings_voice where tenant_id = '%1$s'
            union all select access_token_encrypted from ai_settings_social where tenant_id = '%1$s'
            union all select refresh_token_encrypted from ai_settings_social where tenant_id = '%1$s'
            """
                .formatted(company.tenant()));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void everySecretIsStoredEncryptedAndRevealedToTheHost(Login login) {
    Company company = Company.in(login);
    ProviderSecrets secrets = secrets(login);
    ProviderSettings settings = new ProviderSettings(login.tables());
    secrets.put(company.scope(), MAIL, Secret.of(PLAIN + "-mail"));
    secrets.put(company.scope(), new SmsAccount("AC1", "+4420"), Secret.of(PLAIN + "-sms"));
    secrets.put(company.scope(), new VoiceAccount("pub", null), Secret.of(PLAIN + "-voice"));
    secrets.put(
        company.scope(),
        Provider.TWITTER,
        new SocialTokens(Secret.of(PLAIN + "-access"), Secret.of(PLAIN + "-refresh")));

    assertThat(stored(login, company))
        .hasSize(5)
        .allMatch(text -> text.startsWith("v1:2026-11:"))
        .noneMatch(text -> text.contains(PLAIN));
    assertThat(
            List.of(
                revealed(secrets, company, ProviderSecret.RESEND_API_KEY),
                revealed(secrets, company, ProviderSecret.TWILIO_AUTH_TOKEN),
                revealed(secrets, company, ProviderSecret.VAPI_PRIVATE_KEY),
                revealed(secrets, company, ProviderSecret.TWITTER_ACCESS_TOKEN),
                revealed(secrets, company, ProviderSecret.TWITTER_REFRESH_TOKEN)))
        .containsExactly(
            PLAIN + "-mail",
            PLAIN + "-sms",
            PLAIN + "-voice",
            PLAIN + "-access",
            PLAIN + "-refresh");
    assertThat(secrets.reveal(company.scope(), ProviderSecret.LINKEDIN_ACCESS_TOKEN)).isEmpty();
    assertThat(settings.mail(company.as(company.ben())))
        .contains(new ProviderStatus<>(Provider.RESEND, MAIL, true));
    assertThat(settings.sms(company.scope()).map(ProviderStatus::account))
        .contains(new SmsAccount("AC1", "+4420"));
    assertThat(settings.voice(company.scope()).map(ProviderStatus::account))
        .contains(new VoiceAccount("pub", null));
    assertThat(settings.social(company.scope())).containsExactly(Provider.TWITTER);
  }

  private static String revealed(ProviderSecrets secrets, Company company, ProviderSecret secret) {
    return secrets.reveal(company.scope(), secret).orElseThrow().reveal();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aSecretIsReplacedAndForgotten(Login login) {
    Company company = Company.in(login);
    ProviderSecrets secrets = secrets(login);
    ProviderSettings settings = new ProviderSettings(login.tables());
    assertRefused("unknown_id", () -> settings.disconnect(company.scope(), Provider.RESEND));
    secrets.put(company.scope(), MAIL, KEY);
    secrets.put(company.as(company.admin()), MAIL, Secret.of("another"));
    assertThat(revealed(secrets, company, ProviderSecret.RESEND_API_KEY)).isEqualTo("another");
    settings.disconnect(company.as(company.admin()), Provider.RESEND);
    assertThat(secrets.reveal(company.scope(), ProviderSecret.RESEND_API_KEY)).isEmpty();
    assertThat(settings.mail(company.scope()))
        .contains(new ProviderStatus<>(Provider.RESEND, MAIL, false));
    assertInvalid(
        "network", () -> secrets.put(company.scope(), Provider.VAPI, new SocialTokens(KEY, null)));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void usersDoNotSeeSecretsAndOnlyAdminsGiveThem(Login login) {
    Company company = Company.in(login);
    ProviderSecrets secrets = secrets(login);
    secrets.put(company.scope(), MAIL, KEY);
    assertRefused("missing_role", () -> secrets.put(company.as(company.ada()), MAIL, KEY));
    assertRefused(
        "missing_role",
        () ->
            new ProviderSettings(login.tables())
                .disconnect(company.as(company.ada()), Provider.RESEND));
    for (var user : List.of(company.admin(), company.ada())) {
      assertRefused(
          "host_only", () -> secrets.reveal(company.as(user), ProviderSecret.RESEND_API_KEY));
      assertRefused("host_only", () -> secrets.rotate(company.as(user)));
    }
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aCiphertextThatIsMovedToAnotherPlaceCannotBeRead(Login login) {
    Company a = Company.in(login);
    Company b = Company.in(login);
    ProviderSecrets secrets = secrets(login);
    secrets.put(a.scope(), MAIL, KEY);
    secrets.put(b.scope(), MAIL, Secret.of("of b"));
    secrets.put(b.scope(), new SmsAccount("AC1", null), Secret.of("of b"));
    String ofA = stored(login, a).get(0);
    for (String move :
        List.of(
            "update ai_settings_resend set api_key_encrypted = '%s' where tenant_id = '%s'",
            "update ai_settings_twilio set twilio_auth_token_encrypted = '%s' where tenant_id = '%s'")) {
      login.operator().execute(move.formatted(ofA, b.tenant()));
    }
    for (ProviderSecret moved :
        List.of(ProviderSecret.RESEND_API_KEY, ProviderSecret.TWILIO_AUTH_TOKEN)) {
      assertThatThrownBy(() -> secrets.reveal(b.scope(), moved))
          .isInstanceOf(SecretException.class)
          .hasMessageContaining("ai_settings_")
          .hasMessageNotContaining(PLAIN)
          .hasMessageNotContaining(ofA.substring(12));
    }
    login
        .operator()
        .execute(
            "update ai_settings_twilio set twilio_auth_token_encrypted = (select api_key_encrypted from ai_settings_resend where tenant_id = '%1$s') where tenant_id = '%1$s'"
                .formatted(b.tenant()));
    assertThatThrownBy(() -> secrets.reveal(b.scope(), ProviderSecret.TWILIO_AUTH_TOKEN))
        .isInstanceOf(SecretException.class);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void keysAreRotated(Login login) {
    Company company = Company.in(login);
    ProviderSecrets before = secrets(login);
    before.put(company.scope(), MAIL, KEY);
    before.put(company.scope(), Provider.LINKEDIN, new SocialTokens(KEY, KEY));
    byte[] newer = new byte[32];
    newer[0] = 1;
    ProviderSecrets rotating =
        new ProviderSecrets(login.tables(), SecretBox.of(KEYS.rotatedTo("2027-01", newer)));
    assertThat(revealed(rotating, company, ProviderSecret.RESEND_API_KEY)).isEqualTo(PLAIN);
    assertThat(rotating.rotate(company.scope())).isEqualTo(3);
    assertThat(rotating.rotate(company.scope())).isZero();
    assertThat(stored(login, company)).allMatch(text -> text.startsWith("v1:2027-01:"));
    ProviderSecrets after =
        new ProviderSecrets(login.tables(), SecretBox.of(SecretKeys.of("2027-01", newer)));
    assertThat(revealed(after, company, ProviderSecret.LINKEDIN_REFRESH_TOKEN)).isEqualTo(PLAIN);
    assertThatThrownBy(() -> before.reveal(company.scope(), ProviderSecret.RESEND_API_KEY))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("2027-01");
  }
}
