package io.revenueos.kernel.jdbc.channels;

import java.util.UUID;

/** A row of {@code channel_outbox}. */
public record MessageId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
