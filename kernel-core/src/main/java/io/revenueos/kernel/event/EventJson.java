package io.revenueos.kernel.event;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The contract's JSON form of an event. */
final class EventJson {
  private static final List<String> FIELDS =
      List.of(
          "tenant_id",
          "workspace_id",
          "type",
          "source",
          "entity_type",
          "entity_id",
          "correlation_id",
          "payload",
          "occurred_at",
          "idempotency_key");

  private EventJson() {}

  static KernelEvent read(JsonObject json) {
    for (String key : json.keys()) {
      if (!FIELDS.contains(key)) {
        throw new InvalidEventException(
            Text.quoted(key), "unknown field; allowed: " + String.join(", ", FIELDS));
      }
    }
    TenantScope scope = TenantScope.of(id(json, "tenant_id", TenantId::parse));
    if (json.value("workspace_id").isPresent()) {
      scope = scope.in(id(json, "workspace_id", WorkspaceId::parse));
    }
    KernelEventBuilder builder =
        KernelEvent.of(text(json, "type"))
            .in(scope)
            .from(text(json, "source"))
            .about(text(json, "entity_type"), text(json, "entity_id"))
            .correlatedBy(text(json, "correlation_id"))
            .withAll(payload(json));
    optionalText(json, "occurred_at").map(EventJson::instant).ifPresent(builder::occurredAt);
    optionalText(json, "idempotency_key").ifPresent(builder::idempotencyKey);
    return builder.build();
  }

  private static <T> T id(JsonObject json, String field, BiFunction<String, String, T> parse) {
    String text =
        json.text(field)
            .orElseThrow(
                () ->
                    new InvalidEventException(
                        field,
                        json.value(field).isEmpty()
                            ? "required, but missing"
                            : "expected a UUID, found " + json.describe(field)));
    try {
      return parse.apply(field, text);
    } catch (InvalidInputException notAnId) {
      throw new InvalidEventException(field, "expected a UUID, found " + Text.quoted(text));
    }
  }

  private static String text(JsonObject json, String field) {
    return optionalText(json, field)
        .orElseThrow(() -> new InvalidEventException(field, "required, but missing"));
  }

  private static Optional<String> optionalText(JsonObject json, String field) {
    if (json.value(field).isPresent() && json.text(field).isEmpty()) {
      throw new InvalidEventException(field, "expected text, found " + json.describe(field));
    }
    return json.text(field);
  }

  private static JsonObject payload(JsonObject json) {
    return json.object("payload")
        .orElseThrow(
            () ->
                new InvalidEventException(
                    "payload",
                    json.has("payload")
                        ? "expected a JSON object, found " + json.describe("payload")
                        : "required, but missing; it may be {}"));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException notAnInstant) {
      throw new InvalidEventException(
          "occurred_at",
          "expected an ISO-8601 instant such as 2026-01-05T10:00:00Z, found " + Text.quoted(text));
    }
  }
}
