package io.revenueos.kernel.testkit;

import io.revenueos.kernel.runtime.KernelListener;
import io.revenueos.kernel.runtime.KernelSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A listener that keeps what it is told, and that a test can wait with for what background workers
 * do:
 *
 * <pre>{@code
 * signals.await(KernelSignal.LeaseLost.class, lost -> lost.action().equals(id));
 * assertThat(signals.of(KernelSignal.ActionPostponed.class)).hasSize(3);
 * }</pre>
 *
 * Thread-safe.
 */
public final class SignalLog implements KernelListener {
  /** How long anything in the test kit waits before it fails. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<KernelSignal> heard = new ArrayList<>(); // guarded by this

  @Override
  public synchronized void on(KernelSignal signal) {
    heard.add(signal);
    notifyAll();
  }

  /** Everything so far, in the order it was told. */
  public synchronized List<KernelSignal> all() {
    return List.copyOf(heard);
  }

  /** The signals of one kind so far. */
  public <S extends KernelSignal> List<S> of(Class<S> kind) {
    return among(all(), kind).toList();
  }

  /** Waits for a signal of one kind; returns it, also when it came before. */
  public <S extends KernelSignal> S await(Class<S> kind) {
    return await(kind, signal -> true);
  }

  /** Waits for a signal that is wanted; returns the first one, also when it came before. */
  public synchronized <S extends KernelSignal> S await(Class<S> kind, Predicate<S> wanted) {
    Deadline deadline = Deadline.in(PATIENCE);
    while (true) {
      S found = among(heard, kind).filter(wanted).findFirst().orElse(null);
      if (found != null) {
        return found;
      }
      deadline.waitOn(this, () -> "no such %s among %s".formatted(kind.getSimpleName(), heard));
    }
  }

  private static <S extends KernelSignal> Stream<S> among(
      List<KernelSignal> signals, Class<S> kind) {
    return signals.stream().filter(kind::isInstance).map(kind::cast);
  }
}
