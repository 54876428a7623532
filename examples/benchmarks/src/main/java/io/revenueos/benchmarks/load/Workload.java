package io.revenueos.benchmarks.load;

/** What one unit comes to in the kernel's tables. */
public enum Workload {
  /** An event, a decision and two actions that leave nothing behind. */
  DECISIONS,
  /** As when a lead is captured: the same, and a task and an outbox message beside them. */
  EFFECTS
}
