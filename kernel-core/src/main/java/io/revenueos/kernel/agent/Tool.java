package io.revenueos.kernel.agent;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;

/**
 * What a model may use. A tool never acts: it reads, or it proposes, and then the policies decide.
 * Its arguments meet the schema of its spec. Thread-safe.
 */
public sealed interface Tool {
  ToolSpec spec();

  /** Looks something up, within the task's scope. */
  non-sealed interface Reader extends Tool {
    /**
     * @throws io.revenueos.kernel.error.KernelException the model is told its message
     */
    JsonObject read(AgentTask task, JsonObject arguments);
  }

  /**
   * Says what should happen, as an event. It goes to the policies like any other, and what they
   * decide, with the reason, is what the model is told.
   */
  non-sealed interface Proposer extends Tool {
    /**
     * @return an event of the task's tenant; the kernel gives it the task's correlation and an
     *     idempotency key, so that an attempt made again proposes nothing twice
     * @throws io.revenueos.kernel.error.KernelException the model is told its message
     */
    KernelEvent propose(AgentTask task, JsonObject arguments);
  }
}
