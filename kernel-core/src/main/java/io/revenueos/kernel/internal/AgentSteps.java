package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.StepContext;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.agent.TokenUsage;
import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.JsonSchema;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.store.AgentLedger;
import io.revenueos.kernel.store.AgentLedger.Beginning;
import io.revenueos.kernel.store.AgentLedger.NewAgentRun;
import io.revenueos.kernel.store.AgentRunEnd;
import io.revenueos.kernel.store.AgentRunRecord.Status;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs agents: the only place where one is. An answer is kept before it is delivered, so that an
 * attempt that ends in between asks no model again. Thread-safe.
 */
public final class AgentSteps implements StepHandler {
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final int MAX_ERROR = 2_000;

  private final AgentBook book;
  private final AgentDesk desk;

  public AgentSteps(AgentBook book, AgentDesk desk) {
    this.book = book;
    this.desk = desk;
  }

  @Override
  public Set<ActionType> types() {
    return Set.of(ActionType.AGENT_RUN);
  }

  /** As long as the agent that may take longest, and some time to keep what it says. */
  @Override
  public StepOptions options() {
    Duration longest =
        book.all().stream()
            .map(entry -> entry.spec().terms().limits().time())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return StepOptions.defaults().timeout(longest.plus(MARGIN));
  }

  /** One attempt. */
  private record Run(AgentBook.Entry entry, AgentOrder order, StepContext context, AgentTask task) {

    TenantScope tenant() {
      return TenantScope.of(task.scope().tenant());
    }

    NewAgentRun asNew() {
      AgentOrder wanted = order;
      return new NewAgentRun(
          context.actionId(),
          wanted.module(),
          entry.name(),
          wanted.mode(),
          task.scope().workspaceOrNull(),
          wanted.input(),
          task.correlation().value(),
          new Spend(
              new TokenUsage(entry.spec().terms().limits().tokens(), 0),
              entry.spec().terms().limits().cost().amount()));
    }
  }

  @Override
  public Outcome handle(KernelAction action, StepContext context) throws InterruptedException {
    AgentOrder order = AgentOrder.read(action.parameters());
    AgentBook.Entry entry =
        book.find(order.module(), order.agent())
            .orElseThrow(
                () ->
                    new DoNotRetryException(
                        "agent_not_served",
                        "nobody here runs agent %s of module %s"
                            .formatted(order.agent(), order.module())));
    TenantScope scope = context.event().scope().as(Actor.of(order.by()));
    AgentTask task =
        new AgentTask(
            scope,
            context.idempotencyKey(),
            order.input(),
            context.event().correlationId(),
            context.now());
    return handle(new Run(entry, order, context, task));
  }

  private Outcome handle(Run run) throws InterruptedException {
    Beginning beginning = begin(run);
    if (beginning instanceof Beginning.TurnedAway away) {
      return refused(away);
    } else if (beginning instanceof Beginning.Done done) {
      return delivered(run, done.run().id(), done.run().output(), List.of());
    } else if (beginning instanceof Beginning.Begun begun) {
      return answered(run, begun);
    }
    throw new IllegalStateException("a run begins, or not: " + beginning);
  }

  private Beginning begin(Run run) {
    try {
      desk.requests()
          .admit(run.task().scope(), new ModuleId(run.order().module()), run.order().mode());
      requireInput(run);
    } catch (RefusedException refused) {
      return ledger(
          run, agents -> agents.refuse(run.asNew(), reason(refused), run.context().now()));
    }
    return ledger(
        run, agents -> agents.begin(run.asNew(), run.order().budgets(), run.context().now()));
  }

  private static Reason reason(RefusedException refused) {
    return new Reason(refused.code(), String.valueOf(refused.getMessage()));
  }

  private static void requireInput(Run run) {
    JsonSchema schema = run.entry().inputOrNull();
    List<String> violations = schema == null ? List.of() : schema.violations(run.order().input());
    if (!violations.isEmpty()) {
      throw new RefusedException("invalid_input", "input: " + String.join("; ", violations));
    }
  }

  private Outcome answered(Run run, Beginning.Begun begun) throws InterruptedException {
    AgentMeter meter = desk.meter(run.entry().spec().terms().limits(), begun.spent());
    AgentProposals proposals = desk.proposals(run.context());
    AgentDesk.Written written = written(run, begun.run(), meter, proposals);
    if (!end(run, begun.run(), written.end(meter.took()), meter.spent())) {
      throw new DoNotRetryException(
          "run_over", "run %s was ended while it went on".formatted(begun.run()));
    }
    return delivered(run, begun.run(), written.output(), proposals.events());
  }

  /** What is thrown here was paid for, too. */
  private AgentDesk.Written written(Run run, UUID id, AgentMeter meter, AgentProposals proposals)
      throws InterruptedException {
    try {
      JsonObject brief = run.entry().agent().brief(run.task());
      return desk.write(
          run.entry(), run.task(), brief, new AgentTools(run.entry(), proposals), meter);
    } catch (KernelException failed) {
      if (mayHelpToRetry(failed)) {
        spend(run, id, meter.spent());
        throw failed;
      }
      throw failed(run, id, meter, failed);
    } catch (InterruptedException | RuntimeException thrown) {
      spend(run, id, meter.spent());
      throw thrown;
    }
  }

  private static boolean mayHelpToRetry(KernelException failed) {
    return failed instanceof UnavailableException
        || (failed instanceof ChatException chat && chat.kind() == ChatException.Kind.RETRIABLE);
  }

  private DoNotRetryException failed(Run run, UUID id, AgentMeter meter, KernelException failed) {
    String error = Text.sanitized(String.valueOf(failed.getMessage()), MAX_ERROR);
    end(
        run,
        id,
        new AgentRunEnd(Status.FAILED, JsonObject.empty(), error, null, null, meter.took()),
        meter.spent());
    return new DoNotRetryException(failed.code(), error, failed);
  }

  private void spend(Run run, UUID id, Spend spent) {
    ledger(
        run,
        agents -> {
          agents.spend(id, spent);
          return id;
        });
  }

  private boolean end(Run run, UUID id, AgentRunEnd end, Spend last) {
    return ledger(run, agents -> agents.end(id, end, last, run.context().now()));
  }

  private Outcome delivered(Run run, UUID id, JsonObject output, List<Long> proposals) {
    JsonObject delivered = run.entry().agent().deliver(run.task(), output);
    return new Outcome.Completed(
        JsonObject.of("run", id)
            .with("status", Status.COMPLETED.stored())
            .with("answer", output)
            .with("delivered", delivered)
            .with("proposals", proposals),
        List.of(),
        following(run, output));
  }

  private List<KernelEvent> following(Run run, JsonObject output) {
    try {
      return desk.proposals(run.context())
          .following(run.task(), run.entry().agent().proposals(run.task(), output));
    } catch (RefusedException wrong) {
      throw new DoNotRetryException(wrong.code(), String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static Outcome refused(Beginning.TurnedAway away) {
    return Outcome.completed(
        JsonObject.of("run", away.run())
            .with("status", Status.REFUSED.stored())
            .with("reason_code", away.reason().code())
            .with("reason_text", away.reason().text()));
  }

  private <T> T ledger(Run run, Function<AgentLedger, T> work) {
    return desk.store()
        .inTransaction(run.tenant(), transaction -> work.apply(transaction.agents()));
  }
}
