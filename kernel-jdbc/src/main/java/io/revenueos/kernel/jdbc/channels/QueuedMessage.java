package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as the kernel stored it for an action.
 *
 * @param workspaceOrNull null for a message of the whole tenant
 * @param target what it is about
 * @param content what to send: subject, body, template
 * @param scheduledAt not to be sent earlier, UTC
 */
public record QueuedMessage(
    MessageId id,
    @Nullable WorkspaceId workspaceOrNull,
    Channel channel,
    Recipient recipient,
    Target target,
    JsonObject content,
    Instant scheduledAt,
    Sending sending) {

  /** The way a message goes. */
  public enum Channel {
    EMAIL,
    SMS,
    VOICE,
    VOICE_VM,
    LINKEDIN,
    LANDING_PAGE;

    /** The name in the database: {@code voice_vm}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The life of a message. */
  public enum Status {
    /** Reserved; no provider has it yet. */
    SCHEDULED,
    /** A provider took it. */
    SENT,
    /** It arrived. */
    DELIVERED,
    /** It will not arrive. */
    FAILED;

    /** The name in the database: {@code scheduled}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whom it goes to: one of the two is there. */
  public record Recipient(@Nullable String emailOrNull, @Nullable String phoneOrNull) {}

  /**
   * How far it is.
   *
   * @param providerOrNull null until one took it
   * @param responseOrNull what the provider said
   */
  public record Sending(
      Status status,
      @Nullable String providerOrNull,
      @Nullable Instant sentAtOrNull,
      @Nullable JsonObject responseOrNull) {}

  /** Its place in a list of what is due soonest. */
  public TimeKey key() {
    return new TimeKey(scheduledAt, id.value());
  }
}
