package io.revenueos.kernel.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. UTC; thread-safe. */
public final class SettableClock extends Clock {
  private Instant now; // guarded by this

  private SettableClock(Instant now) {
    this.now = now;
  }

  /**
   * @param instant ISO-8601: {@code 2026-01-05T10:00:00Z}
   */
  public static SettableClock at(String instant) {
    return new SettableClock(Instant.parse(instant));
  }

  public synchronized void set(Instant instant) {
    now = instant;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the kernel works in UTC");
  }
}
