package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.StepContext;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.IdempotencyKey;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run proposes: each proposal becomes an event that the run's action caused, and the
 * policies decide about it at once. The same proposal of the same run is one event, however often
 * the run is tried.
 */
final class AgentProposals {
  private final Machinery machinery;
  private final StepContext context;
  private final List<Long> events = new ArrayList<>();

  AgentProposals(Machinery machinery, StepContext context) {
    this.machinery = machinery;
    this.context = context;
  }

  /** The ids of the events that were proposed, in order. */
  List<Long> events() {
    return events;
  }

  /** What the policies made of it, for the model. */
  JsonObject submit(AgentTask task, String tool, JsonObject arguments, KernelEvent proposed) {
    requireProposable(task, proposed);
    KernelEvent event =
        event(
            task, proposed, task.scope().withoutActor(), new IdempotencyKey(key(tool, arguments)));
    EventProcessor.Result result = machinery.processor().propose(event, cause());
    events.add(result.event().id().value());
    return verdict(result);
  }

  /**
   * What the agent itself proposes once its answer is delivered; it is emitted with the run's
   * outcome. It keeps its key, and the workspace that it is about.
   *
   * @throws RefusedException when it is another tenant's, or asks for an agent
   */
  List<KernelEvent> following(AgentTask task, List<KernelEvent> proposed) {
    return proposed.stream()
        .map(
            one -> {
              requireProposable(task, one);
              return event(task, one, one.scope().withoutActor(), one.idempotencyKey());
            })
        .toList();
  }

  private static void requireProposable(AgentTask task, KernelEvent proposed) {
    if (!proposed.scope().tenant().equals(task.scope().tenant())) {
      throw new RefusedException("wrong_tenant", "a proposal is about the tenant itself");
    }
    if (proposed.type().name().equals(AgentAccess.EVENT)) {
      throw new RefusedException("no_agent_by_agent", "an agent cannot ask for agents");
    }
  }

  private KernelEvent event(
      AgentTask task, KernelEvent proposed, TenantScope scope, IdempotencyKey key) {
    return new KernelEvent(
        scope,
        proposed.type(),
        proposed.source(),
        proposed.entity(),
        task.correlation(),
        key,
        proposed.payload().with("proposed_by_run", task.run()),
        null,
        context.event().traceparentOrNull());
  }

  private Causation cause() {
    RecordedEvent request =
        machinery
            .store()
            .inTransaction(
                context.event().scope(),
                transaction -> transaction.events().find(context.eventId()))
            .orElseThrow();
    if (request.causalDepth() + 1 > Dispatcher.MAX_CAUSAL_DEPTH) {
      throw new RefusedException(
          "causal_loop",
          "events that cause each other more than %d times are a loop"
              .formatted(Dispatcher.MAX_CAUSAL_DEPTH));
    }
    return new Causation(context.actionId().value(), request.causalDepth() + 1);
  }

  private String key(String tool, JsonObject arguments) {
    return context.idempotencyKey() + "/proposal:" + Digest.of(tool, arguments.toJson());
  }

  private static JsonObject verdict(EventProcessor.Result result) {
    List<JsonObject> decisions = new ArrayList<>();
    for (RecordedDecision recorded : result.decisions()) {
      decisions.add(
          JsonObject.of("outcome", recorded.decision().outcome().stored())
              .with("reason_code", recorded.decision().reason().code())
              .with("reason", recorded.decision().reason().text())
              .with("actions", recorded.actions().stream().map(AgentProposals::action).toList()));
    }
    return JsonObject.of("event_id", result.event().id().value())
        .with("status", result.status().stored())
        .with("decisions", decisions);
  }

  private static JsonObject action(RecordedAction action) {
    return JsonObject.of("type", action.action().type().name())
        .with("status", action.status().stored());
  }
}
