package io.revenueos.kernel.openai;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Some instant or other, which only moves forward: a breaker must not wait for a clock. */
final class SteadyClock extends Clock {
  private final LongSupplier nanos;

  SteadyClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(nanos.getAsLong());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
