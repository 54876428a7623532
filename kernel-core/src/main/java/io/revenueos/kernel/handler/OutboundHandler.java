package io.revenueos.kernel.handler;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.OutboxMessage.Channel;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reserves an outbox row for a message; no provider is called here. Parameters:
 *
 * <ul>
 *   <li>{@code schedule}, optional: {@code anchor} (ISO-8601 instant) and {@code offset_hours}
 *       (negative for before). Absent, or already past: at once.
 *   <li>everything else is the message: {@code subject}, {@code body}, {@code template}, ...
 * </ul>
 *
 * <p>The recipient is the payload's {@code email} or {@code phone} ({@code invitee_email} for a
 * booking), else the target's own row. Without one the action is dead: trying again cannot help.
 */
final class OutboundHandler implements ActionHandler {
  private static final Map<ActionType, Channel> CHANNELS =
      Map.of(
          ActionType.OUTBOUND_EMAIL, Channel.EMAIL,
          ActionType.OUTBOUND_SMS, Channel.SMS,
          ActionType.OUTBOUND_VOICE, Channel.VOICE);

  @Override
  public Set<ActionType> types() {
    return CHANNELS.keySet();
  }

  @Override
  public Outcome handle(KernelAction action, ActionContext context) {
    Channel channel = Optional.ofNullable(CHANNELS.get(action.type())).orElseThrow();
    Optional<Directory.Entry> row = context.directory().find(action.target());
    Optional<String> recipient =
        Recipient.of(channel, action.target().kind(), context.event().payload(), row);
    if (recipient.isEmpty()) {
      return Outcome.dead(
          "missing_recipient",
          "no usable %s in the payload or on the row of %s"
              .formatted(
                  channel == Channel.EMAIL ? "email address" : "phone number", action.target()));
    }
    return Outcome.completed(
        new OutboxMessage(
            new RowTarget(action.target(), row.map(Directory.Entry::rowId).orElse(null)),
            context.effectKey(action) + "/" + channel.stored(),
            channel,
            recipient.get(),
            content(action.parameters()),
            scheduledAt(action.parameters(), context.now())));
  }

  private static JsonObject content(JsonObject parameters) {
    Map<String, Object> members = new LinkedHashMap<>(parameters.members());
    members.remove("schedule");
    return JsonObject.of(members);
  }

  private static Instant scheduledAt(JsonObject parameters, Instant now) {
    Optional<JsonObject> schedule = parameters.object("schedule");
    if (schedule.isEmpty()) {
      return now;
    }
    Instant due = anchor(schedule.get()).plus(Hours.of(schedule.get(), "offset_hours", "0"));
    return due.isBefore(now) ? now : due;
  }

  private static Instant anchor(JsonObject schedule) {
    try {
      return Instant.parse(schedule.text("anchor").orElse(""));
    } catch (DateTimeException notAnInstant) {
      throw new InvalidInputException(
          "invalid_action",
          "parameters.schedule.anchor",
          "expected an ISO-8601 instant, found " + schedule.describe("anchor"));
    }
  }
}
