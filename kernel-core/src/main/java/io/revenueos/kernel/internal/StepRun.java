package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.store.LeasedStep;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at an action that is under way on this node. Whoever ends it first, the thread that
 * runs it or the keeper, says what came of it. Thread-safe.
 */
final class StepRun {
  /** Who ended it. */
  enum End {
    /** The handler returned or threw. */
    RETURNED,
    /** The keeper: it took too long. */
    TIMED_OUT,
    /** The keeper: somebody else has the action, or it was cancelled. */
    LOST,
    /** The keeper: the node is closing. */
    ABANDONED
  }

  private final LeasedStep step;
  private final Thread thread = Thread.currentThread();
  private final long began = System.nanoTime();
  private final Duration timeout;
  private long renewedAt = began; // of the keeper's thread
  private final AtomicBoolean toldStuck = new AtomicBoolean();
  private final AtomicBoolean replacing = new AtomicBoolean();
  private @Nullable End end; // guarded by this
  private long endedAt; // guarded by this
  private boolean inHandler; // guarded by this
  private boolean interrupted; // guarded by this

  StepRun(LeasedStep step, Duration timeout) {
    this.step = step;
    this.timeout = timeout;
  }

  LeasedStep step() {
    return step;
  }

  TenantId tenant() {
    return step.event().event().scope().tenant();
  }

  ActionId action() {
    return step.action().id();
  }

  ActionType type() {
    return step.action().action().type();
  }

  long began() {
    return began;
  }

  Duration timeout() {
    return timeout;
  }

  boolean isOverdue() {
    return System.nanoTime() - began >= TimeUnit.NANOSECONDS.convert(timeout);
  }

  boolean isToBeRenewed(Duration every) {
    return System.nanoTime() - renewedAt >= TimeUnit.NANOSECONDS.convert(every);
  }

  void renewed() {
    renewedAt = System.nanoTime();
  }

  /**
   * @return whether the caller is the first, and speaks for this attempt
   */
  synchronized boolean end(End how) {
    if (end != null) {
      return false;
    }
    end = how;
    endedAt = System.nanoTime();
    if (inHandler) {
      interrupted = true;
      thread.interrupt();
    }
    return true;
  }

  synchronized boolean isEnded() {
    return end != null;
  }

  /** Its handler takes no notice: it was interrupted this long ago, and has not come to its end. */
  synchronized boolean isStuck(Duration grace) {
    return end != null
        && inHandler
        && System.nanoTime() - endedAt >= TimeUnit.NANOSECONDS.convert(grace);
  }

  /**
   * Does something unless its handler has come to its end meanwhile; it cannot while this goes on.
   *
   * @return whether it was done
   */
  synchronized boolean whileInHandler(Runnable what) {
    if (inHandler) {
      what.run();
    }
    return inHandler;
  }

  Thread thread() {
    return thread;
  }

  /** True once. */
  boolean firstToTellStuck() {
    return toldStuck.compareAndSet(false, true);
  }

  /** True once. */
  boolean firstToReplace() {
    return replacing.compareAndSet(false, true);
  }

  synchronized boolean wasCutOff() {
    return end == End.TIMED_OUT;
  }

  synchronized boolean wasLost() {
    return end == End.LOST;
  }

  /** From now on whoever ends this interrupts the thread. */
  synchronized void enterHandler() {
    inHandler = true;
  }

  /** From now on nobody does; an interrupt that was meant for the handler ends here. */
  synchronized void leaveHandler() {
    inHandler = false;
    if (interrupted && Thread.interrupted()) {
      interrupted = false;
    }
  }
}
