package io.revenueos.kernel;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.internal.Leftovers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until nothing is left to do; a kernel may be closed meanwhile. */
record Drain(Lifecycle lifecycle, Leftovers leftovers) {
  private static final Logger log = LoggerFactory.getLogger(Drain.class);
  private static final Duration POLL = Duration.ofMillis(50);

  /** See {@link Kernel#awaitDrained}. */
  boolean await(Duration atMost) {
    long began = System.nanoTime();
    long limit = TimeUnit.NANOSECONDS.convert(atMost);
    try {
      while (anythingLeft()) {
        if (System.nanoTime() - began >= limit) {
          return false;
        }
        Thread.sleep(POLL.toMillis());
      }
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean anythingLeft() {
    try {
      return lifecycle.whileOpen(leftovers::any);
    } catch (UnavailableException away) {
      log.debug("whether anything is left cannot be asked just now", away);
      return true;
    }
  }
}
