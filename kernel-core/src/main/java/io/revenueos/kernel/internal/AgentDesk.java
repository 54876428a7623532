package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.StepContext;
import io.revenueos.kernel.agent.AgentLimits;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.ModelPrices;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.store.AgentRunEnd;
import io.revenueos.kernel.store.AgentRunRecord.Status;
import io.revenueos.kernel.store.KernelStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What runs of agents need of the kernel they are part of. It is asked for when a run begins: the
 * kernel is put together around its handlers.
 *
 * @param modelOrNull who words; null for the agents themselves
 */
public record AgentDesk(
    Supplier<Machinery> machinery,
    ModuleRegistry modules,
    @Nullable ChatModel modelOrNull,
    ModelPrices prices) {
  private static final String OFFLINE = "offline";
  private static final String GENERATED_BY = "generated_by";

  /**
   * An answer that can be used.
   *
   * @param output says in {@code generated_by} who worded it
   */
  public record Written(JsonObject output, String generatedBy, @Nullable String modelOrNull) {
    AgentRunEnd end(Duration took) {
      return new AgentRunEnd(Status.COMPLETED, output, null, generatedBy, modelOrNull, took);
    }
  }

  KernelStore store() {
    return machinery.get().store();
  }

  ModuleRequests requests() {
    return new ModuleRequests(store(), modules);
  }

  AgentMeter meter(AgentLimits limits, Spend before) {
    return new AgentMeter(limits, before, prices, machinery.get().settings().clock());
  }

  AgentProposals proposals(StepContext context) {
    return new AgentProposals(machinery.get(), context);
  }

  /** Lets the model word what the agent has computed; without a model, the agent itself. */
  Written write(
      AgentBook.Entry entry, AgentTask task, JsonObject brief, AgentTools tools, AgentMeter meter)
      throws InterruptedException {
    ChatModel model = modelOrNull;
    if (model == null) {
      JsonObject answer = entry.agent().write(task, brief);
      List<String> violations = entry.violations(answer);
      if (!violations.isEmpty()) {
        throw new AgentFailure(
            "invalid_answer", "the agent's own answer is wrong: " + String.join("; ", violations));
      }
      return new Written(answer.with(GENERATED_BY, OFFLINE), OFFLINE, null);
    }
    AgentLoop.Answer answer = new AgentLoop(entry, task, tools, meter).converse(model, brief);
    return new Written(
        answer.json().with(GENERATED_BY, model.name()), model.name(), answer.model());
  }
}
