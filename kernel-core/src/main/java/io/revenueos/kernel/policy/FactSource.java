package io.revenueos.kernel.policy;

import java.util.Optional;

/** Where the facts of a decision come from. */
@FunctionalInterface
public interface FactSource {
  /** The value of a fact; empty to let its default stand. */
  <T> Optional<T> value(Fact<T> fact);
}
