package io.revenueos.kernel.event;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link KernelEvent}; checked once, in {@link #build()}. Not thread-safe. */
public final class KernelEventBuilder {
  private final EventType type;
  private final Map<String, @Nullable Object> payload = new LinkedHashMap<>();
  private @Nullable TenantScope scope;
  private @Nullable String source;
  private @Nullable EntityRef entity;
  private @Nullable CorrelationId correlationId;
  private @Nullable IdempotencyKey idempotencyKey;
  private @Nullable Instant occurredAt;
  private @Nullable Traceparent traceparent;

  KernelEventBuilder(EventType type) {
    this.type = type;
  }

  /** Required: who emits. */
  public KernelEventBuilder from(String newSource) {
    this.source = newSource;
    return this;
  }

  /** Required: whose event it is. An actor on the scope is left out. */
  public KernelEventBuilder in(TenantScope newScope) {
    this.scope = newScope;
    return this;
  }

  /** Required: what it is about. */
  public KernelEventBuilder about(String entityType, String entityId) {
    this.entity = new EntityRef(entityType, entityId);
    return this;
  }

  /** Required: the business request it belongs to. */
  public KernelEventBuilder correlatedBy(String newCorrelationId) {
    this.correlationId = new CorrelationId(newCorrelationId);
    return this;
  }

  /** Default: the time of acceptance. */
  public KernelEventBuilder occurredAt(Instant instant) {
    this.occurredAt = instant;
    return this;
  }

  /** Default: derived from everything but the payload, see {@link IdempotencyKey}. */
  public KernelEventBuilder idempotencyKey(String key) {
    this.idempotencyKey = new IdempotencyKey(key);
    return this;
  }

  /**
   * The trace it belongs to. Default: none.
   *
   * @throws InvalidEventException unless it is a W3C trace context header
   */
  public KernelEventBuilder tracedBy(String newTraceparent) {
    this.traceparent = new Traceparent(newTraceparent);
    return this;
  }

  /** Adds one member to the payload (default: empty); values as in {@link JsonObject#of(Map)}. */
  public KernelEventBuilder with(String key, @Nullable Object value) {
    payload.put(key, value);
    return this;
  }

  /** Adds all members of an object to the payload. */
  public KernelEventBuilder withAll(JsonObject members) {
    payload.putAll(members.members());
    return this;
  }

  /**
   * @throws InvalidEventException naming the first field that is missing or wrong
   */
  public KernelEvent build() {
    TenantScope givenScope = required("tenant_id", scope, "in(scope)");
    String givenSource = required("source", source, "from(source)");
    EntityRef givenEntity = required("entity_type", entity, "about(type, id)");
    CorrelationId correlation =
        required("correlation_id", correlationId, "correlatedBy(correlationId)");
    // The key comes from what is kept: an event read back from a database has the same.
    Instant keptOccurredAt = occurredAt == null ? null : occurredAt.truncatedTo(ChronoUnit.MICROS);
    IdempotencyKey key =
        idempotencyKey != null
            ? idempotencyKey
            : IdempotencyKey.derive(
                givenScope.tenant(), type, givenSource, givenEntity, correlation, keptOccurredAt);
    return new KernelEvent(
        givenScope,
        type,
        givenSource,
        givenEntity,
        correlation,
        key,
        payload(),
        keptOccurredAt,
        traceparent);
  }

  private JsonObject payload() {
    try {
      return JsonObject.of(payload);
    } catch (InvalidInputException invalid) {
      throw new InvalidEventException("payload." + invalid.field(), invalid.problem());
    }
  }

  private static <T> T required(String field, @Nullable T value, String remedy) {
    if (value == null) {
      throw new InvalidEventException(field, "required, but missing; call ." + remedy);
    }
    return value;
  }
}
