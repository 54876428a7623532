package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.secret.Secret;
import io.revenueos.kernel.jdbc.secret.SecretBox;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of {@code ai_settings_*}: encrypted here, and decrypted here for the host that has
 * the keys. Give this only to the code that calls providers. Thread-safe.
 *
 * <p>A user who gives a secret is an admin of the tenant ({@code missing_role}); what was given is
 * revealed to no user at all, only to the host itself ({@code host_only}).
 */
public final class ProviderSecrets {
  private final TenantDatabase database;
  private final SecretBox box;

  public ProviderSecrets(TenantDatabase database, SecretBox box) {
    this.database = Objects.requireNonNull(database, "database");
    this.box = Objects.requireNonNull(box, "box");
  }

  /** Puts the tenant's mail account and its API key. */
  public void put(TenantScope scope, MailAccount account, Secret apiKey) {
    account.check();
    put(
        scope,
        new Given(ProviderSecret.RESEND_API_KEY, apiKey),
        session -> bind(session.update(SecretStatements.UPDATE_MAIL), account),
        session -> bind(session.update(SecretStatements.INSERT_MAIL), account));
  }

  /** Puts the tenant's SMS account and its token. */
  public void put(TenantScope scope, SmsAccount account, Secret authToken) {
    account.check();
    put(
        scope,
        new Given(ProviderSecret.TWILIO_AUTH_TOKEN, authToken),
        session -> bind(session.update(SecretStatements.UPDATE_SMS), account),
        session -> bind(session.update(SecretStatements.INSERT_SMS), account));
  }

  /** Puts the tenant's voice account and its private key. */
  public void put(TenantScope scope, VoiceAccount account, Secret privateKey) {
    account.check();
    put(
        scope,
        new Given(ProviderSecret.VAPI_PRIVATE_KEY, privateKey),
        session -> bind(session.update(SecretStatements.UPDATE_VOICE), account),
        session -> bind(session.update(SecretStatements.INSERT_VOICE), account));
  }

  /** Puts the tenant's tokens for a social network. */
  public void put(TenantScope scope, Provider network, SocialTokens tokens) {
    if (!network.isSocial()) {
      throw new InvalidInputException(
          "invalid_account", "network", "expected linkedin, facebook or twitter");
    }
    Secret refresh = tokens.refreshOrNull();
    Given refreshing =
        refresh == null ? null : new Given(ProviderSecret.refreshTokenOf(network), refresh);
    put(
        scope,
        new Given(ProviderSecret.accessTokenOf(network), tokens.access()),
        session ->
            bind(session, session.update(SecretStatements.UPDATE_SOCIAL), network, refreshing),
        session ->
            bind(session, session.update(SecretStatements.INSERT_SOCIAL), network, refreshing));
  }

  /** A secret that is given. */
  private record Given(ProviderSecret kind, Secret secret) {}

  private String encrypted(TenantSession session, Given given) {
    return box.encrypt(session.scope().tenant(), given.kind().purpose(), given.secret());
  }

  /** Runs statements that want {@code :key} beside what is bound to them. */
  private void put(
      TenantScope scope,
      Given given,
      Function<TenantSession, Update> update,
      Function<TenantSession, Update> insert) {
    database.inTransaction(
        scope,
        session -> {
          session.requireAdmin();
          String key = encrypted(session, given);
          boolean done =
              update.apply(session).bind("key", key).execute() == 1
                  || insert.apply(session).bind("key", key).execute() == 1
                  // Another transaction added the row in between.
                  || update.apply(session).bind("key", key).execute() == 1;
          session.requireChanged(done ? 1 : 0, "settings of " + given.kind().provider());
          return done;
        });
  }

  /**
   * Empty when the tenant has not given it.
   *
   * @throws RefusedException when the scope has an actor
   * @throws io.revenueos.kernel.jdbc.secret.SecretException when it cannot be decrypted
   */
  public Optional<Secret> reveal(TenantScope scope, ProviderSecret secret) {
    return database.inTransaction(
        scope,
        session -> {
          session.requireHost();
          return encrypted(session, secret)
              .map(encrypted -> box.decrypt(scope.tenant(), secret.purpose(), encrypted));
        });
  }

  /**
   * Encrypts with the newest key what was encrypted with an older one.
   *
   * @return how many secrets of the tenant that were
   * @throws RefusedException when the scope has an actor
   * @throws io.revenueos.kernel.jdbc.secret.SecretException when one cannot be decrypted; then none
   *     is changed
   */
  public int rotate(TenantScope scope) {
    return database.inTransaction(
        scope,
        session -> {
          session.requireHost();
          int rotated = 0;
          for (ProviderSecret secret : ProviderSecret.values()) {
            rotated +=
                encrypted(session, secret).map(old -> rotated(session, secret, old)).orElse(0);
          }
          return rotated;
        });
  }

  private int rotated(TenantSession session, ProviderSecret secret, String old) {
    if (!box.isOutdated(old)) {
      return 0;
    }
    var tenant = session.scope().tenant();
    Secret plain = box.decrypt(tenant, secret.purpose(), old);
    String renewed = box.encrypt(tenant, secret.purpose(), plain);
    // Somebody who puts another one meanwhile is not overwritten.
    return SecretStatements.rewrite(session, secret)
        .bind("old", old)
        .bind("new", renewed)
        .execute();
  }

  private static Optional<String> encrypted(TenantSession session, ProviderSecret secret) {
    return SecretStatements.read(session, secret)
        .map(Row.as(row -> Optional.ofNullable(row.textOrNull("encrypted"))))
        .findOne()
        .flatMap(encrypted -> encrypted);
  }

  private static Update bind(Update statement, MailAccount account) {
    return statement
        .bind("fromEmail", account.fromEmailOrNull())
        .bind("fromName", account.fromNameOrNull());
  }

  private static Update bind(Update statement, SmsAccount account) {
    return statement
        .bind("sid", account.accountSidOrNull())
        .bind("phone", account.phoneNumberOrNull());
  }

  private static Update bind(Update statement, VoiceAccount account) {
    return statement
        .bind("publicKey", account.publicKeyOrNull())
        .bind("assistant", account.defaultAssistantOrNull());
  }

  private Update bind(
      TenantSession session, Update statement, Provider network, @Nullable Given refreshOrNull) {
    return statement
        .bind("platform", network.stored())
        .bind("refresh", refreshOrNull == null ? null : encrypted(session, refreshOrNull));
  }
}
