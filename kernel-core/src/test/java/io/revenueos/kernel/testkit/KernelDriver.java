package io.revenueos.kernel.testkit;

import io.revenueos.kernel.Explanation.ActionNode;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.store.RecordedAction;
import java.time.Duration;
import java.util.List;

/**
 * A kernel whose background work a test does by hand, one batch or one action at a time, on the
 * test's own thread and by a clock that stands still:
 *
 * <pre>{@code
 * try (KernelDriver driver = KernelDriver.of(Kernel.builder().store(store).module(module))) {
 *   EventId id = driver.emit(event);
 *   driver.drain();
 *   assertThat(driver.kernel()).event(id).isFailed(1);
 *   driver.advance(Duration.ofMinutes(1));
 *   assertThat(driver.kernel()).event(id).isCompleted();
 * }
 * }</pre>
 *
 * Rate limits and circuit breakers go by the machine's own time, not by this clock. For one thread.
 */
public final class KernelDriver implements AutoCloseable {
  private final Kernel kernel;
  private final SettableClock clock;
  private final SignalLog signals;

  private KernelDriver(Kernel kernel, SettableClock clock, SignalLog signals) {
    this.kernel = kernel;
    this.clock = clock;
    this.signals = signals;
  }

  /** Builds the kernel, with a clock that stands at ten o'clock and with a listener. */
  public static KernelDriver of(KernelBuilder builder) {
    return of(builder, SettableClock.at("2026-01-05T10:00:00Z"));
  }

  /** As {@link #of(KernelBuilder)}, with a clock that other kernels may share. */
  public static KernelDriver of(KernelBuilder builder, SettableClock clock) {
    SignalLog signals = new SignalLog();
    return new KernelDriver(builder.clock(clock).listener(signals).build(), clock, signals);
  }

  public Kernel kernel() {
    return kernel;
  }

  public SettableClock clock() {
    return clock;
  }

  /** What the kernel told its listeners. */
  public SignalLog signals() {
    return signals;
  }

  public EventId emit(KernelEvent event) {
    return kernel.emit(event).eventId();
  }

  /**
   * Does one batch of events, or one action.
   *
   * @return false when nothing is due
   */
  public boolean step() {
    return kernel.runDue(1) == 1;
  }

  /**
   * Works until nothing is due.
   *
   * @return how many batches and actions that were
   */
  public int drain() {
    return kernel.runDue();
  }

  /** Moves the clock, and works until nothing is due; see {@link #drain()}. */
  public int advance(Duration by) {
    clock.advance(by);
    return drain();
  }

  /** The actions that an event's policies asked for, as they stand, in that order. */
  public List<RecordedAction> actions(EventId event) {
    return EventAssert.actions(KernelAssert.node(kernel, event)).map(ActionNode::action).toList();
  }

  /** The only action that an event's policies asked for. */
  public RecordedAction action(EventId event) {
    List<RecordedAction> actions = actions(event);
    if (actions.size() != 1) {
      throw new AssertionError(
          "expected one action of event %s, found %s".formatted(event, actions));
    }
    return actions.get(0);
  }

  @Override
  public void close() {
    kernel.close();
  }
}
