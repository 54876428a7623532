package io.revenueos.kernel.store;

/** Numbers from 1, each given once. */
final class MemorySequence {
  private long last;

  long next() {
    return ++last;
  }
}
