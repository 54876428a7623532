package io.revenueos.kernel.event;

/** What policies are registered for: events of one type from one source. */
public record Topic(EventType type, String source) {
  /** {@code lead_captured@cmo_campaigns}; a type has no {@code @}, so this is unambiguous. */
  @Override
  public String toString() {
    return type + "@" + source;
  }
}
