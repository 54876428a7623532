package io.revenueos.kernel.internal;

import java.time.Instant;

/** When something is done, UTC, and which node does it. */
record Stamp(Instant at, String node) {
  static Stamp now(KernelSettings settings) {
    return new Stamp(settings.now(), settings.node());
  }
}
