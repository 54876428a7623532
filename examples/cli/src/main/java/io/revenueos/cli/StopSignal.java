package io.revenueos.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets Ctrl-C wait for the step at hand, and then tidy up. Steps run on one thread; when the
 * process is asked to end, no further step begins: that thread is held until the process has ended.
 */
final class StopSignal implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final ReentrantLock step = new ReentrantLock();
  private final Runnable tidyUp;
  private final Thread hook = new Thread(this::stop, "revenue-stop");

  private StopSignal(Runnable tidyUp) {
    this.tidyUp = tidyUp;
  }

  /**
   * @param tidyUp called once, between two steps, when the process is asked to end
   */
  static StopSignal onShutdown(Runnable tidyUp) {
    StopSignal signal = new StopSignal(tidyUp);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  void step(Runnable work) {
    step.lock();
    try {
      work.run();
    } finally {
      step.unlock();
    }
  }

  // The lock is kept for good: the process ends with it.
  private void stop() {
    try {
      if (step.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        tidyUp.run();
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    step(
        () -> {
          try {
            Runtime.getRuntime().removeShutdownHook(hook);
          } catch (IllegalStateException endingAlready) {
            // The hook is under way and finds nothing left to do.
          }
        });
  }
}
