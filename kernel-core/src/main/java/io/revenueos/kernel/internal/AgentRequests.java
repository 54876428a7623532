package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.KernelEventBuilder;
import io.revenueos.kernel.json.JsonSchema;
import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.KernelRequest;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.Optional;

/** Makes events of requests to modules, and finds what came of them. */
public final class AgentRequests {
  private final ModuleRequests requests;
  private final AgentBook book;
  private final Acceptor acceptor;
  private final KernelStore store;

  public AgentRequests(
      ModuleRequests requests, AgentBook book, Acceptor acceptor, KernelStore store) {
    this.requests = requests;
    this.book = book;
    this.acceptor = acceptor;
    this.store = store;
  }

  /**
   * Lets a request in, and has the policies decide about it.
   *
   * @throws RefusedException naming what is missing
   * @throws InvalidInputException when the input is not what the agent's schema says
   */
  public EventProcessor.Result ask(KernelRequest request) {
    AgentSpec spec = requests.admit(request.scope(), request.module(), request.mode());
    AgentBook.Entry entry =
        book.find(request.module().value(), spec.key())
            .orElseThrow(
                () ->
                    new RefusedException(
                        "agent_not_served",
                        "module %s has no agent here for mode %s: see how the host sets it up"
                            .formatted(request.module(), request.mode())));
    JsonSchema schema = entry.inputOrNull();
    List<String> violations = schema == null ? List.of() : schema.violations(request.input());
    if (!violations.isEmpty()) {
      throw new InvalidInputException("invalid_request", "input", String.join("; ", violations));
    }
    return acceptor.request(event(request));
  }

  private static KernelEvent event(KernelRequest request) {
    TenantScope scope = request.scope();
    Target about =
        request.aboutOrNull() == null
            ? Target.of(Target.Kind.ACCOUNT, scope.tenant().toString())
            : request.aboutOrNull();
    String by = scope.actor().map(Actor::user).orElseThrow().toString();
    KernelEventBuilder event =
        KernelEvent.of(AgentAccess.EVENT)
            .from(request.module().value())
            .in(scope)
            .about(about.kind().stored(), about.id())
            .correlatedBy(request.correlation().value())
            .with(AgentOrder.MODE, request.mode())
            .with(AgentOrder.BY, by)
            .with(AgentOrder.INPUT, request.input());
    String key =
        request.keyOrNull() == null
            ? "agent_requested/%s/%s/%s"
                .formatted(
                    request.module(),
                    request.mode(),
                    Digest.of(
                        about.toString(),
                        request.correlation().value(),
                        by,
                        request.input().toJson()))
            : request.keyOrNull().value();
    return event.idempotencyKey(key).build();
  }

  /** The action that runs the agent for a request; empty when the scope has none. */
  public Optional<RecordedAction> run(TenantScope scope, EventId request) {
    return store
        .inTransaction(scope, transaction -> transaction.journal().decisions(request))
        .stream()
        .flatMap(decision -> decision.actions().stream())
        .filter(action -> action.action().type().equals(ActionType.AGENT_RUN))
        .findFirst();
  }
}
