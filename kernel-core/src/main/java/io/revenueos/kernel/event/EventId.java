package io.revenueos.kernel.event;

/** The number the store gave an event when it accepted it. */
public record EventId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
