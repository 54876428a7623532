package io.revenueos.cli;

import io.revenueos.kernel.json.JsonObject;

/** Lines of JSON for tests. */
final class Events {
  static final String TENANT = "4161ee82-be97-4fa8-9017-5c40be3ebe19";

  private Events() {}

  static String lead(String id, String payload) {
    return event("lead_captured", "cmo_campaigns", "lead", id, payload);
  }

  static String lead(String id) {
    return lead(id, "{\"email\":\"%s@example.org\"}".formatted(id));
  }

  static String discount(String id, String oldValue, String newValue) {
    return event(
        "discount_attempted",
        "crm",
        "deal",
        id,
        "{\"old_value\":%s,\"new_value\":%s}".formatted(oldValue, newValue));
  }

  /** An event no policy answers. */
  static String note(String id, String payload) {
    return event("note_taken", "crm", "deal", id, payload);
  }

  /** An event whose policy throws. */
  static String poison(String id) {
    return event("poison_taken", "crm", "deal", id, "{}");
  }

  static String event(
      String type, String source, String entityType, String entityId, String payload) {
    return """
        {"tenant_id":"%s","type":"%s","source":"%s","entity_type":"%s","entity_id":"%s",\
        "correlation_id":"c-%s","payload":%s}"""
        .formatted(TENANT, type, source, entityType, entityId, entityId, payload);
  }

  /** One line of a report on a file that was refused. */
  static JsonObject error(JsonObject line) {
    return line.object("error").orElseThrow(() -> new AssertionError("no error in " + line));
  }
}
