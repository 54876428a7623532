package io.revenueos.kernel.action;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.time.Instant;
import java.util.Locale;

/**
 * A row of {@code channel_outbox}: a message reserved before any provider is called.
 *
 * @param recipient an email address or a phone number, as the channel needs
 * @param content what to send: subject, body, template
 * @param scheduledAt not to be sent earlier, UTC
 */
public record OutboxMessage(
    RowTarget target,
    String idempotencyKey,
    Channel channel,
    String recipient,
    JsonObject content,
    Instant scheduledAt)
    implements Effect {
  public OutboxMessage {
    Text.storable("invalid_effect", "idempotency_key", idempotencyKey);
    Text.storable("invalid_effect", "recipient", recipient);
  }

  /** The way a message goes. */
  public enum Channel {
    EMAIL,
    SMS,
    VOICE;

    /** The name in the database and in JSON: {@code email}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
