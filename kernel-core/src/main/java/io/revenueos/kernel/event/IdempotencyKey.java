package io.revenueos.kernel.event;

import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Unique per tenant: the second event with the same key is the first one, sent again. */
public record IdempotencyKey(String value) {
  public IdempotencyKey {
    Text.name(InvalidEventException.CODE, "idempotency_key", value, KernelEvent.MAX_NAME_LENGTH);
  }

  /**
   * SHA-256, in hex, over the length-prefixed parts, so that no two different events share an
   * encoding ({@code ab + c} is not {@code a + bc}). The payload does not take part: a host that
   * wants two payloads under one correlation to be two events gives {@code occurred_at} or a key.
   */
  static IdempotencyKey derive(
      TenantId tenant,
      EventType type,
      String source,
      EntityRef entity,
      CorrelationId correlation,
      @Nullable Instant occurredAt) {
    MessageDigest digest = sha256();
    part(digest, tenant.toString());
    part(digest, type.name());
    part(digest, source);
    part(digest, entity.type());
    part(digest, entity.id());
    part(digest, correlation.value());
    part(digest, occurredAt == null ? "" : occurredAt.toString());
    return new IdempotencyKey(HexFormat.of().formatHex(digest.digest()));
  }

  private static void part(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
