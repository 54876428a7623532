package io.revenueos.kernel.agent;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;

/**
 * What an agent knows and leaves behind; its manifest entry names its prompt, its schemas, its
 * tools and its limits. The numbers are its own work, {@link #brief}; a language model words them,
 * explains and proposes. Without a model, {@link #write} does the wording.
 *
 * <p>Only the kernel runs agents, outside any transaction, after an event and a decision. Every
 * method may be called again for the same task, on another node too: reading again is harmless, and
 * {@link #deliver} must leave the same rows. Thread-safe.
 */
public interface Agent {
  /** Its key in the manifest: {@code dealReviewer}. */
  String key();

  /**
   * Everything the answer is to be made of, computed: figures, findings, what stands in the
   * tenant's rows. It is what the model is shown, marked as data.
   *
   * @throws io.revenueos.kernel.error.KernelException when the task cannot be done: an id that the
   *     scope does not have, too little history
   */
  JsonObject brief(AgentTask task);

  /**
   * An answer without a model: the same brief gives the same answer, byte for byte. It meets the
   * agent's output schema.
   */
  JsonObject write(AgentTask task, JsonObject brief);

  /** Everything it could use; the manifest says what of it a model may. Default: nothing. */
  default List<Tool> tools() {
    return List.of();
  }

  /**
   * Puts figures back that a model has no say in, and refuses an answer that contradicts the brief.
   * Called before the answer is checked against the schema. Default: the answer as it is.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException saying what is wrong; the model gets
   *     one chance to repair it
   */
  default JsonObject settle(JsonObject brief, JsonObject answer) {
    return answer;
  }

  /**
   * Keeps an answer that meets the schema: writes the module's own rows, each under a key that
   * {@link AgentTask#run} or the tenant's own data gives.
   *
   * @return what the requester is told beside the answer: ids of rows, say
   */
  JsonObject deliver(AgentTask task, JsonObject answer);

  /**
   * What should come of an answer that was delivered, as events: the kernel emits them when it
   * completes the run's action, which is their cause, and the policies decide. Each has an
   * idempotency key that the tenant's own data gives, so that what is proposed again is the same
   * event. Default: nothing.
   *
   * @return events of the task's tenant; none asks for an agent
   */
  default List<KernelEvent> proposals(AgentTask task, JsonObject answer) {
    return List.of();
  }
}
