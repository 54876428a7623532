package io.revenueos.kernel.runtime;

/**
 * Is told what happened, after it was committed; for metrics, tracing and tests.
 *
 * <p>Called on the thread that did it, by several threads at once. It must be quick, and it cannot
 * change anything: what it throws is logged and forgotten. A node that dies between a commit and
 * the call leaves it out.
 */
@FunctionalInterface
public interface KernelListener {
  void on(KernelSignal signal);
}
