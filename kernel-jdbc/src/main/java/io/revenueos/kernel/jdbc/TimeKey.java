package io.revenueos.kernel.jdbc;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in a list that is in the order of a time: newest first, or soonest first. Rows of the
 * same time are in the order of their ids.
 *
 * @param at in microseconds, as the row has it
 */
public record TimeKey(Instant at, UUID id) {
  static final TimeKey BEFORE_ALL =
      new TimeKey(Instant.parse("0001-01-01T00:00:00Z"), new UUID(0, 0));
  static final TimeKey AFTER_ALL =
      new TimeKey(Instant.parse("9999-12-31T23:59:59.999999Z"), new UUID(-1, -1));
}
