package io.revenueos.kernel.store;

/** The number the store gave a decision. */
public record DecisionId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
