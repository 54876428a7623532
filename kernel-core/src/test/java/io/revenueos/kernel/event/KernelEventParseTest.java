package io.revenueos.kernel.event;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelEventParseTest {
  private static final String TENANT = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
  private static final JsonObject VALID =
      JsonObject.of("tenant_id", TENANT)
          .with("workspace_id", "00000000-0000-4000-8000-000000000001")
          .with("type", "lead_captured")
          .with("source", "cmo_campaigns")
          .with("entity_type", "lead")
          .with("entity_id", "L-1")
          .with("correlation_id", "req-1")
          .with("payload", Map.of("email", "a@b.example"))
          .with("occurred_at", "2026-01-05T10:00:00Z")
          .with("idempotency_key", "key-1");

  @Test
  void aCompleteEventIsReadFieldByField() {
    KernelEvent event = KernelEvent.parse(VALID.toJson());

    assertThat(event.scope().tenant()).hasToString(TENANT);
    assertThat(event.scope().workspace())
        .contains(WorkspaceId.parse("w", "00000000-0000-4000-8000-000000000001"));
    assertThat(event.type()).isEqualTo(new EventType("lead_captured"));
    assertThat(event.source()).isEqualTo("cmo_campaigns");
    assertThat(event.entity()).isEqualTo(new EntityRef("lead", "L-1"));
    assertThat(event.correlationId()).isEqualTo(new CorrelationId("req-1"));
    assertThat(event.payload()).isEqualTo(JsonObject.of("email", "a@b.example"));
    assertThat(event.occurredAt()).contains(Instant.parse("2026-01-05T10:00:00Z"));
    assertThat(event.idempotencyKey()).isEqualTo(new IdempotencyKey("key-1"));
    assertThat(KernelEvent.from(VALID)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"workspace_id", "occurred_at", "idempotency_key"})
  void anOptionalFieldMayBeMissingOrNull(String field) {
    assertThat(KernelEvent.from(without(field)))
        .isEqualTo(KernelEvent.from(VALID.with(field, null)));
  }

  @Test
  void thePayloadMayBeEmpty() {
    assertThat(KernelEvent.from(VALID.with("payload", Map.of())).payload())
        .isEqualTo(JsonObject.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant_id",
        "type",
        "source",
        "entity_type",
        "entity_id",
        "correlation_id",
        "payload"
      })
  void aRequiredFieldMustBeThere(String field) {
    assertRefused(() -> KernelEvent.from(without(field)))
        .isInstanceOf(InvalidEventException.class)
        .withCode("invalid_event")
        .at(field)
        .saying("required, but missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant_id",
        "workspace_id",
        "type",
        "source",
        "entity_type",
        "entity_id",
        "correlation_id",
        "occurred_at",
        "idempotency_key"
      })
  void aFieldOfAnotherTypeIsRefusedWithWhatWasFound(String field) {
    for (@Nullable Object wrong : List.of(12, true, List.of("x"), Map.of())) {
      JsonObject json = VALID.with(field, wrong);

      assertRefused(() -> KernelEvent.from(json)).at(field).saying("found " + json.describe(field));
    }
  }

  @Test
  void thePayloadMustBeAnObject() {
    assertRefused(() -> KernelEvent.from(VALID.with("payload", List.of())))
        .at("payload")
        .saying("expected a JSON object, found an array");
    assertRefused(() -> KernelEvent.from(VALID.with("payload", null)))
        .at("payload")
        .saying("expected a JSON object, found null");
    assertRefused(() -> KernelEvent.from(VALID.with("payload", "{}"))).at("payload");
  }

  @Test
  void anUnknownFieldIsRefusedWithTheKnownOnes() {
    assertRefused(() -> KernelEvent.from(VALID.with("tenant", TENANT)))
        .at("\"tenant\"")
        .saying("unknown field; allowed: tenant_id, workspace_id, type, source");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"source", "entity_type", "entity_id", "correlation_id", "idempotency_key"})
  void aNameHasAtMost255CharactersAndNoControlCharacter(String field) {
    assertThat(KernelEvent.from(VALID.with(field, "x".repeat(255)))).isNotNull();
    assertRefused(() -> KernelEvent.from(VALID.with(field, "x".repeat(256))))
        .at(field)
        .saying("at most 255 characters, found 256");
    assertRefused(() -> KernelEvent.from(VALID.with(field, "x\ny")))
        .at(field)
        .saying("control character U+000A at position 2");
    assertRefused(() -> KernelEvent.from(VALID.with(field, " "))).at(field).saying("blank");
    assertRefused(() -> KernelEvent.parse(VALID.with(field, "~").toJson().replace("~", "\\u0000")))
        .at(field)
        .saying("NUL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Lead",
        "1lead",
        "_lead",
        ".lead",
        "lead captured",
        "lead-captured",
        "lead\n",
        "é"
      })
  void aTypeIsALowerCaseName(String type) {
    assertRefused(() -> KernelEvent.from(VALID.with("type", type)))
        .at("type")
        .saying("[a-z][a-z0-9_.]*");
  }

  @Test
  void aTypeHasAtMost100Characters() {
    assertThat(KernelEvent.from(VALID.with("type", "a".repeat(100)))).isNotNull();
    assertRefused(() -> KernelEvent.from(VALID.with("type", "a".repeat(101)))).at("type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1-1-1-1-1", "6f9619ff8b864d01b42d00cf4fc964ff", "first-touch-coaching"})
  void anIdMustBeAUuidInFull(String text) {
    assertRefused(() -> KernelEvent.from(VALID.with("tenant_id", text)))
        .isInstanceOf(InvalidEventException.class)
        .at("tenant_id")
        .saying("expected a UUID, found \"" + text + "\"");
    assertRefused(() -> KernelEvent.from(VALID.with("workspace_id", text))).at("workspace_id");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T10:00:00Z, 2026-01-05T10:00:00Z",
    "2026-01-05T10:00:00.5Z, 2026-01-05T10:00:00.500Z",
    "2026-01-05T11:30:00+01:30, 2026-01-05T10:00:00Z",
    "2026-01-05T10:00:00.123456789Z, 2026-01-05T10:00:00.123456Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"
  })
  void occurredAtIsUtcInMicroseconds(String given, String kept) {
    assertThat(KernelEvent.from(VALID.with("occurred_at", given)).occurredAt())
        .contains(Instant.parse(kept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-01-05",
        "2026-01-05T10:00:00",
        "2026-13-05T10:00:00Z",
        "2026-02-30T10:00:00Z",
        "05.01.2026",
        "1767607200"
      })
  void occurredAtMustBeAnInstant(String text) {
    assertRefused(() -> KernelEvent.from(VALID.with("occurred_at", text)))
        .at("occurred_at")
        .saying("expected an ISO-8601 instant such as", "found \"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0000-12-31T23:59:59Z", "-0044-03-15T00:00:00Z", "+10000-01-01T00:00:00Z"})
  void occurredAtLiesBetweenTheYears1And9999(String text) {
    assertRefused(() -> KernelEvent.from(VALID.with("occurred_at", text)))
        .at("occurred_at")
        .saying("between 0001-01-01T00:00:00Z and 9999-12-31");
  }

  @Test
  void aProblemInsideThePayloadIsNamedWithItsPath() {
    assertRefused(() -> KernelEvent.parse(VALID.toJson().replace("a@b", "a\\u0000b")))
        .at("payload.email");
  }

  private static JsonObject without(String field) {
    JsonObject json = JsonObject.empty();
    for (String key : VALID.keys()) {
      if (!key.equals(field)) {
        json = json.with(key, VALID.value(key).orElseThrow());
      }
    }
    return json;
  }
}
