package io.revenueos.kernel.jdbc.secret;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.tenant.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
  private static final TenantId A = new TenantId(UUID.randomUUID());
  private static final TenantId B = new TenantId(UUID.randomUUID());
  private static final String PURPOSE = "table.key_encrypted";
  private static final String PLAIN = "hunter2 \u20AC \uD83D\uDE00";
  private static final SecretKeys KEYS = SecretKeys.of("k1", key(1));
  private static final SecretBox BOX = SecretBox.of(KEYS);

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    key[31] = (byte) seed;
    return key;
  }

  private static void assertUnreadable(SecretBox box, TenantId tenant, String text) {
    assertThatThrownBy(() -> box.decrypt(tenant, PURPOSE, text))
        .isInstanceOf(SecretException.class)
        .hasNoCause()
        .hasMessageContaining(PURPOSE)
        .satisfies(refused -> assertThat(String.valueOf(refused)).doesNotContain("hunter2"));
  }

  @Test
  void whatIsEncryptedIsDecryptedForItsTenantAndPurpose() {
    String text = BOX.encrypt(A, PURPOSE, Secret.of(PLAIN));
    assertThat(text).matches("v1:k1:[A-Za-z0-9_-]+").doesNotContain("hunter2");
    assertThat(BOX.decrypt(A, PURPOSE, text).reveal()).isEqualTo(PLAIN);
    assertUnreadable(BOX, B, text);
    assertThatThrownBy(() -> BOX.decrypt(A, "table.other_encrypted", text))
        .isInstanceOf(SecretException.class);
  }

  @Test
  void theSameSecretNeverGivesTheSameText() {
    assertThat(BOX.encrypt(A, PURPOSE, Secret.of(PLAIN)))
        .isNotEqualTo(BOX.encrypt(A, PURPOSE, Secret.of(PLAIN)));
  }

  @Test
  void everyChangedBitIsNoticed() {
    String text = BOX.encrypt(A, PURPOSE, Secret.of("x"));
    byte[] bytes = Base64.getUrlDecoder().decode(text.substring("v1:k1:".length()));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertUnreadable(
          BOX, A, "v1:k1:" + Base64.getUrlEncoder().encodeToString(changed).replace("=", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "v1:k1:",
        "v1:k1:AAAA",
        "v1:k1:A",
        "v2:k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "v1:k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "v1:K1:AAAA",
        "v1:k1:$$$",
        "v1:k1:AA AA\n"
      })
  void whatWasNotEncryptedHereIsRefused(String text) {
    assertUnreadable(BOX, A, text);
  }

  @Test
  void olderKeysStillDecrypt() {
    String old = BOX.encrypt(A, PURPOSE, Secret.of(PLAIN));
    SecretBox rotated = SecretBox.of(KEYS.rotatedTo("k2", key(2)));
    assertThat(rotated.decrypt(A, PURPOSE, old).reveal()).isEqualTo(PLAIN);
    assertThat(rotated.isOutdated(old)).isTrue();
    String renewed = rotated.encrypt(A, PURPOSE, Secret.of(PLAIN));
    assertThat(renewed).startsWith("v1:k2:");
    assertThat(rotated.isOutdated(renewed)).isFalse();
    assertThatThrownBy(() -> BOX.decrypt(A, PURPOSE, renewed))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("key k2, which the host did not supply");
  }

  @Test
  void anotherKeyOfTheSameIdIsNoticed() {
    String text = BOX.encrypt(A, PURPOSE, Secret.of(PLAIN));
    assertUnreadable(SecretBox.of(SecretKeys.of("k1", key(9))), A, text);
    String renamed = SecretBox.of(SecretKeys.of("k3", key(1))).encrypt(A, PURPOSE, Secret.of("x"));
    assertUnreadable(BOX, A, renamed.replace("v1:k3:", "v1:k1:"));
  }

  @Test
  void keysAreCheckedAndNeverShown() {
    assertInvalid("key", () -> SecretKeys.of("k", new byte[16]));
    assertInvalid("id", () -> SecretKeys.of("K:1", key(1)));
    assertInvalid("id", () -> KEYS.rotatedTo("k1", key(2)));
    assertThat(KEYS).hasToString("keys [k1], newest k1");
    byte[] given = key(1);
    SecretKeys copied = SecretKeys.of("k1", given);
    given[31] = 9;
    String text = BOX.encrypt(A, PURPOSE, Secret.of(PLAIN));
    assertThat(SecretBox.of(copied).decrypt(A, PURPOSE, text).reveal()).isEqualTo(PLAIN);
  }

  @Test
  void aSecretIsNotSeen() {
    Secret secret = Secret.of(PLAIN);
    assertThat(secret).hasToString("***").isEqualTo(Secret.of(PLAIN)).isNotEqualTo(Secret.of("x"));
    assertThat(secret).hasSameHashCodeAs(Secret.of("x"));
    assertThatThrownBy(() -> serialize(secret)).isInstanceOf(NotSerializableException.class);
    assertInvalid("secret", () -> Secret.of(" "));
    assertInvalid("secret", () -> Secret.of("a\nb"));
    assertInvalid("secret", () -> Secret.of("a\u0000b"));
  }

  private static void serialize(Object value) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(value);
    }
  }
}
