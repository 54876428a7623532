package io.revenueos.kernel.action;

/** The number the store gave an action. */
public record ActionId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
