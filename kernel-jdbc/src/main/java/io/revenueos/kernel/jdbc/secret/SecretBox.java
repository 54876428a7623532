package io.revenueos.kernel.jdbc.secret;

import io.revenueos.kernel.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts secrets for a column with AES-256-GCM, and decrypts them again. What is encrypted for
 * one tenant and purpose cannot be read as another's. Thread-safe.
 *
 * <p>The text is {@code v1:<key id>:<base64url of nonce and ciphertext>}.
 */
public final class SecretBox {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Pattern FORM = Pattern.compile("v1:([a-z0-9_-]+):([A-Za-z0-9_-]+)");

  private final SecretKeys keys;
  private final SecureRandom random = new SecureRandom();

  private SecretBox(SecretKeys keys) {
    this.keys = keys;
  }

  public static SecretBox of(SecretKeys keys) {
    return new SecretBox(Objects.requireNonNull(keys, "keys"));
  }

  /**
   * Encrypts with the newest key, differently each time.
   *
   * @param purpose where the text will stand: {@code ai_settings_resend.api_key_encrypted}
   */
  public String encrypt(TenantId tenant, String purpose, Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String id = keys.newestId();
    byte[] text = secret.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] ciphertext =
          cipher(Cipher.ENCRYPT_MODE, key(id), nonce, bound(tenant, purpose, id)).doFinal(text);
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
      System.arraycopy(ciphertext, 0, all, NONCE_BYTES, ciphertext.length);
      return "v1:%s:%s".formatted(id, Base64.getUrlEncoder().withoutPadding().encodeToString(all));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }

  /**
   * @param encrypted what {@link #encrypt} gave for the same tenant and purpose
   * @throws SecretException when it is of another form, tenant or purpose, was changed, or its key
   *     is not among the keys
   */
  public Secret decrypt(TenantId tenant, String purpose, String encrypted) {
    Matcher form = FORM.matcher(encrypted);
    if (!form.matches()) {
      throw new SecretException(purpose + " does not hold what was encrypted here");
    }
    String id = form.group(1);
    try {
      byte[] all = Base64.getUrlDecoder().decode(form.group(2));
      if (all.length <= NONCE_BYTES) {
        throw new SecretException(purpose + " holds less than a secret");
      }
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key(id), nonce, bound(tenant, purpose, id));
      byte[] text = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return Secret.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException refused) {
      // Without the cause: nothing about the content leaves here.
      throw new SecretException(
          "%s of tenant %s cannot be decrypted with key %s: it was changed, or encrypted for another place or with another key"
              .formatted(purpose, tenant, id));
    }
  }

  /** Whether a text that was encrypted here was so with an older key. */
  public boolean isOutdated(String encrypted) {
    return !encrypted.startsWith("v1:" + keys.newestId() + ":");
  }

  private SecretKey key(String id) {
    return keys.find(id)
        .orElseThrow(
            () ->
                new SecretException(
                    "a secret was encrypted with key %s, which the host did not supply"
                        .formatted(id)));
  }

  /** What the ciphertext is bound to, and does not contain. */
  private static byte[] bound(TenantId tenant, String purpose, String keyId) {
    return "v1\n%s\n%s\n%s".formatted(keyId, tenant, purpose).getBytes(StandardCharsets.UTF_8);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] bound)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bound);
    return cipher;
  }
}
