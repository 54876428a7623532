package io.revenueos.kernel.event;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a module or a host states it. Immutable and valid: an instance that
 * exists can be stored on every database.
 *
 * @param scope whose event it is; an actor on it is left out
 * @param source who emits: {@code crm}, {@code cmo_campaigns}
 * @param occurredAtOrNull when it happened, UTC, in microseconds; null means when it is accepted
 * @param traceparentOrNull the trace it belongs to; events that its actions emit belong to it too
 */
public record KernelEvent(
    TenantScope scope,
    EventType type,
    String source,
    EntityRef entity,
    CorrelationId correlationId,
    IdempotencyKey idempotencyKey,
    JsonObject payload,
    @Nullable Instant occurredAtOrNull,
    @Nullable Traceparent traceparentOrNull) {

  /** For source, entity type, entity id, correlation id and idempotency key; in characters. */
  public static final int MAX_NAME_LENGTH = 255;

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  public KernelEvent {
    scope = scope.withoutActor();
    Text.name(InvalidEventException.CODE, "source", source, MAX_NAME_LENGTH);
    if (occurredAtOrNull != null) {
      if (occurredAtOrNull.isBefore(EARLIEST) || occurredAtOrNull.isAfter(LATEST)) {
        throw new InvalidEventException(
            "occurred_at",
            "expected an instant between %s and %s, found %s"
                .formatted(EARLIEST, LATEST, occurredAtOrNull));
      }
      occurredAtOrNull = occurredAtOrNull.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /**
   * Starts an event of a type; source, scope, entity and correlation must follow.
   *
   * @throws InvalidEventException unless the type is {@code [a-z][a-z0-9_.]*}
   */
  public static KernelEventBuilder of(String type) {
    return new KernelEventBuilder(new EventType(type));
  }

  /**
   * Reads the contract's JSON form of an event.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException naming the field, what was found and
   *     what is allowed
   */
  public static KernelEvent parse(String json) {
    return EventJson.read(JsonObject.parse(json));
  }

  /** As {@link #parse(String)}, from JSON that is already read. */
  public static KernelEvent from(JsonObject json) {
    return EventJson.read(json);
  }

  /** What policies are registered for. */
  public Topic topic() {
    return new Topic(type, source);
  }

  /** When it happened, if whoever emitted it said so. */
  public Optional<Instant> occurredAt() {
    return Optional.ofNullable(occurredAtOrNull);
  }

  public Optional<Traceparent> traceparent() {
    return Optional.ofNullable(traceparentOrNull);
  }

  /** The same event as part of a trace. */
  public KernelEvent tracedBy(@Nullable Traceparent traceparent) {
    return new KernelEvent(
        scope,
        type,
        source,
        entity,
        correlationId,
        idempotencyKey,
        payload,
        occurredAtOrNull,
        traceparent);
  }
}
