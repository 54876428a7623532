package io.revenueos.kernel.runtime;

import io.revenueos.kernel.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long finished work is kept. What is removed is gone: it can no longer be explained or
 * replayed, and an event with its idempotency key would be a new one. Tasks, messages and
 * recommendations are never removed.
 *
 * @param completedOrNull completed events older than this are removed; null keeps them
 * @param deadOrNull dead events, and events with dead actions, that died longer ago are removed;
 *     null keeps them
 */
public record Retention(@Nullable Duration completedOrNull, @Nullable Duration deadOrNull) {
  private static final Retention KEEP = new Retention(null, null);

  public Retention {
    check("retention.completed", completedOrNull);
    check("retention.dead", deadOrNull);
  }

  /** Everything is kept. */
  public static Retention keepEverything() {
    return KEEP;
  }

  public Retention completed(Duration age) {
    return new Retention(age, deadOrNull);
  }

  public Retention dead(Duration age) {
    return new Retention(completedOrNull, age);
  }

  public Optional<Duration> completed() {
    return Optional.ofNullable(completedOrNull);
  }

  public Optional<Duration> dead() {
    return Optional.ofNullable(deadOrNull);
  }

  public boolean removesNothing() {
    return completedOrNull == null && deadOrNull == null;
  }

  private static void check(String field, @Nullable Duration age) {
    if (age != null && (age.isNegative() || age.isZero())) {
      throw new InvalidInputException(
          "invalid_configuration", field, "expected more than zero, found " + age);
    }
  }
}
