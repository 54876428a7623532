package io.revenueos.kernel.testkit;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what other threads do, never longer than {@link SignalLog#PATIENCE}. */
public final class Await {
  private Await() {}

  /** Waits until something holds that nobody announces. */
  public static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + SignalLog.PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("this did not happen in time: " + what);
      }
      // Only so as not to take the processor away from those who are waited for.
      LockSupport.parkNanos(50_000);
    }
  }

  /** Waits until a thread waits for something itself. */
  public static void untilWaiting(Thread thread) {
    until(
        thread.getName() + " waits",
        () ->
            switch (thread.getState()) {
              case WAITING, TIMED_WAITING, BLOCKED -> true;
              case TERMINATED ->
                  throw new AssertionError(thread.getName() + " ended instead of waiting");
              default -> false;
            });
  }

  /** What a task came to; what it threw is the cause of what is thrown here. */
  public static <T> T result(Future<T> task) {
    try {
      return task.get(SignalLog.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("a task did not end in time", late);
    }
  }

  /** Waits for all of them. */
  public static void all(List<? extends Future<?>> tasks) {
    tasks.forEach(Await::result);
  }
}
