package io.revenueos.cli.deals;

import io.revenueos.kernel.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The idempotency key of a row: the same for the same deal with the same content, in any file. */
final class RowKey {
  private RowKey() {}

  static String of(String dealId, JsonObject payload) {
    byte[] id = dealId.getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    digest.update((id.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(id);
    digest.update(payload.toJson().getBytes(StandardCharsets.UTF_8));
    return "deal_imported:" + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
