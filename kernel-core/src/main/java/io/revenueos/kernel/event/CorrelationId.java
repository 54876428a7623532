package io.revenueos.kernel.event;

import io.revenueos.kernel.json.Text;

/** Ties the whole causal chain of one business request together. */
public record CorrelationId(String value) {
  public CorrelationId {
    Text.name(InvalidEventException.CODE, "correlation_id", value, KernelEvent.MAX_NAME_LENGTH);
  }

  @Override
  public String toString() {
    return value;
  }
}
