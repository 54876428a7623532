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
import java.time.temporal.ChronoUnit;
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
 * <p>The recipient of a message to a lead or a contact is the payload's {@code email} or {@code
 * phone}, to a booking {@code invitee_email} or {@code invitee_phone}; else, and for every other
 * target, the address on the target's own row. Without one the action is dead: trying again cannot
 * help.
 */
final class OutboundHandler implements ActionHandler {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");
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
      if (parameters.value("schedule").isPresent()) {
        throw invalid("schedule", "an object", parameters.describe("schedule"));
      }
      return now;
    }
    Instant due = anchor(schedule.get()).plus(Hours.of(schedule.get(), "offset_hours", "0"));
    return due.isBefore(now) ? now : due;
  }

  private static Instant anchor(JsonObject schedule) {
    return schedule
        .text("anchor")
        .flatMap(OutboundHandler::instant)
        .orElseThrow(
            () ->
                invalid(
                    "schedule.anchor",
                    "an ISO-8601 instant of the years 1 to 9999",
                    schedule.describe("anchor")));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MICROS))
          .filter(instant -> !instant.isBefore(EARLIEST) && instant.isBefore(TOO_LATE));
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }

  private static InvalidInputException invalid(String path, String expected, String found) {
    return new InvalidInputException(
        "invalid_action", "parameters." + path, "expected %s, found %s".formatted(expected, found));
  }
}
