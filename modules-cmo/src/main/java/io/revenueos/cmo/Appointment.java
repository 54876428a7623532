package io.revenueos.cmo;

import io.revenueos.kernel.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When a booking takes place, as its payload says in {@code scheduled_at}. */
record Appointment(Instant at) {
  private static final String FIELD = "scheduled_at";

  // Databases end at these years; whatever lies outside is a slip of somebody's keyboard.
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** Empty unless the payload has an ISO-8601 instant from 1970 to 9999. */
  static Optional<Appointment> in(JsonObject payload) {
    return payload
        .text(FIELD)
        .flatMap(Appointment::instant)
        .filter(at -> !at.isBefore(EARLIEST) && !at.isAfter(LATEST))
        .map(Appointment::new);
  }

  /** For a payload without a usable appointment: a clause that says why. */
  static String whatIsWrongIn(JsonObject payload) {
    return "%s should be an ISO-8601 instant, found %s".formatted(FIELD, payload.describe(FIELD));
  }

  /** To the minute and in UTC, because nothing says where the reader is. */
  String forPeople() {
    LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    String minute = utc.toString().substring(0, "2026-07-01T15:00".length());
    return minute.replace("T", " at ") + " UTC";
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }
}
