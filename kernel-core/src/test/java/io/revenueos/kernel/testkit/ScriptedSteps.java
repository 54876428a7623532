package io.revenueos.kernel.testkit;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.StepContext;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.action.StepOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A step handler that does what a test tells it to, call by call; after the script it completes
 * every action.
 *
 * <pre>{@code
 * ScriptedSteps provider = ScriptedSteps.serving(TestHandlers.TYPE);
 * provider.fail("timeout").fail("timeout").hang();
 * ...
 * provider.awaitHanging(1);
 * provider.release();
 * }</pre>
 *
 * Thread-safe.
 */
public final class ScriptedSteps implements StepHandler {
  private final ActionType type;
  private final StepOptions options;
  private final Deque<Part> script = new ArrayDeque<>(); // guarded by this
  private final List<StepContext> calls = new ArrayList<>(); // guarded by this
  private int hanging; // guarded by this
  private int interrupts; // guarded by this
  private boolean released; // guarded by this

  /** What one call does. */
  private interface Part {
    Outcome play(StepContext context) throws Exception;
  }

  private ScriptedSteps(ActionType type, StepOptions options) {
    this.type = type;
    this.options = options;
  }

  public static ScriptedSteps serving(ActionType type) {
    return new ScriptedSteps(type, StepOptions.defaults());
  }

  public static ScriptedSteps serving(ActionType type, StepOptions options) {
    return new ScriptedSteps(type, options);
  }

  /** The next call throws an {@link IllegalStateException} with this message. */
  public ScriptedSteps fail(String message) {
    return next(
        context -> {
          throw new IllegalStateException(message);
        });
  }

  /** The next so many calls throw an {@link IllegalStateException}. */
  public ScriptedSteps fail(int times) {
    for (int i = 1; i <= times; i++) {
      fail("scripted failure " + i);
    }
    return this;
  }

  /** The next call says that trying again cannot help. */
  public ScriptedSteps refuse(String code, String message) {
    return next(
        context -> {
          throw new DoNotRetryException(code, message);
        });
  }

  /** The next call throws this, whatever it is. */
  public ScriptedSteps raise(Throwable thrown) {
    return next(
        context -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (Exception) thrown;
        });
  }

  /** The next call answers this. */
  public ScriptedSteps answer(Function<StepContext, Outcome> outcome) {
    return next(outcome::apply);
  }

  /** The next call hangs until {@link #release}, or until it is interrupted, and then completes. */
  public ScriptedSteps hang() {
    return next(context -> hang(true));
  }

  /** The next call hangs until {@link #release}, whoever interrupts it, and then completes. */
  public ScriptedSteps hangOn() {
    return next(context -> hang(false));
  }

  private synchronized ScriptedSteps next(Part part) {
    script.addLast(part);
    return this;
  }

  /** For an answer of a test's own: hangs as {@link #hangOn} does. */
  public void hangHere() throws InterruptedException {
    hang(false);
  }

  private synchronized Outcome hang(boolean untilInterrupted) throws InterruptedException {
    hanging++;
    notifyAll();
    Deadline deadline = Deadline.in(SignalLog.PATIENCE);
    try {
      while (!released) {
        if (Thread.interrupted()) {
          interrupts++;
          notifyAll();
          if (untilInterrupted) {
            throw new InterruptedException("scripted");
          }
        }
        pause(deadline);
      }
      return Outcome.completed();
    } finally {
      hanging--;
      notifyAll();
    }
  }

  private void pause(Deadline deadline) {
    try {
      deadline.waitOn(this, () -> "nobody released the hanging call of " + type);
    } catch (AssertionError failed) {
      // An interrupt is the script's business; that time is up is not.
      if (!Thread.currentThread().isInterrupted()) {
        throw failed;
      }
    }
  }

  /** Lets calls that hang go on, and those that would hang later too. */
  public synchronized ScriptedSteps release() {
    released = true;
    notifyAll();
    return this;
  }

  /** Waits until so many calls hang. */
  public synchronized void awaitHanging(int count) {
    Deadline deadline = Deadline.in(SignalLog.PATIENCE);
    while (hanging < count) {
      deadline.waitOn(this, () -> "%d calls hang, expected %d".formatted(hanging, count));
    }
  }

  /** Waits until a call that hangs was interrupted so often. */
  public synchronized void awaitInterrupts(int count) {
    Deadline deadline = Deadline.in(SignalLog.PATIENCE);
    while (interrupts < count) {
      deadline.waitOn(this, () -> "%d interrupts, expected %d".formatted(interrupts, count));
    }
  }

  /** Waits until it was called so often. */
  public synchronized void awaitCalls(int count) {
    Deadline deadline = Deadline.in(SignalLog.PATIENCE);
    while (calls.size() < count) {
      deadline.waitOn(this, () -> "%d calls, expected %d".formatted(calls.size(), count));
    }
  }

  /** What it was called with, in that order. */
  public synchronized List<StepContext> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Set<ActionType> types() {
    return Set.of(type);
  }

  @Override
  public StepOptions options() {
    return options;
  }

  @Override
  public Outcome handle(KernelAction action, StepContext context) throws Exception {
    return take(context).play(context);
  }

  private synchronized Part take(StepContext context) {
    calls.add(context);
    notifyAll();
    Part part = script.pollFirst();
    return part == null ? ignored -> Outcome.completed() : part;
  }
}
