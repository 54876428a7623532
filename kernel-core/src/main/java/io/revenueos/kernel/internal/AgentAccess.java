package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Severity;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.agent.Budget;
import io.revenueos.kernel.agent.Budget.Level;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import io.revenueos.kernel.tenant.UserId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about requests to the modes of one module: an agent runs, within the budgets of the
 * tenant's settings, or the request is blocked. Whether the user may ask at all depends on more
 * than the event, and is asked again when the agent is to run.
 */
final class AgentAccess implements Policy {
  static final String EVENT = "agent_requested";

  private static final Fact<Boolean> ENABLED = Fact.flag("agents.enabled", true);
  private static final BigDecimal RUNS = BigDecimal.valueOf(500);
  private static final BigDecimal TOKENS = BigDecimal.valueOf(5_000_000);
  private static final BigDecimal COST = BigDecimal.valueOf(50);

  private final ModuleManifest manifest;
  private final List<AgentBook.Entry> agents;
  private final PolicyName name;
  private final Set<Fact<?>> facts = new HashSet<>();

  AgentAccess(ModuleManifest manifest, List<AgentBook.Entry> agents) {
    this.manifest = manifest;
    this.agents = agents;
    this.name = new PolicyName("revenue_os.agents.%s_access_v1".formatted(manifest.id().value()));
    facts.add(ENABLED);
    facts.addAll(Allowance.of("agents").facts());
    facts.addAll(Allowance.of("agents." + manifest.id().value()).facts());
    agents.forEach(agent -> facts.addAll(allowance(agent).facts()));
  }

  /** What a tenant's settings say about one level of the budgets. */
  private record Allowance(Fact<BigDecimal> runs, Fact<BigDecimal> tokens, Fact<BigDecimal> cost) {
    static Allowance of(String path) {
      return new Allowance(
          count(path + ".daily_runs", RUNS),
          count(path + ".daily_tokens", TOKENS),
          Fact.decimal(
              path + ".daily_cost_usd",
              COST,
              value -> value.signum() >= 0,
              "a number of at least 0"));
    }

    private static Fact<BigDecimal> count(String name, BigDecimal usual) {
      return Fact.decimal(
          name,
          usual,
          value ->
              value.signum() >= 0
                  && value.stripTrailingZeros().scale() <= 0
                  && value.precision() - value.scale() <= 15,
          "a whole number of at least 0");
    }

    Set<Fact<?>> facts() {
      return Set.of(runs, tokens, cost);
    }

    Budget budget(Level level, Facts given) {
      return new Budget(
          level,
          given.get(runs).longValueExact(),
          given.get(tokens).longValueExact(),
          given.get(cost));
    }
  }

  private Allowance allowance(AgentBook.Entry agent) {
    return Allowance.of("agents.%s.%s".formatted(manifest.id().value(), agent.name()));
  }

  @Override
  public PolicyName name() {
    return name;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on(EVENT, manifest.id().value()));
  }

  @Override
  public Set<Fact<?>> facts() {
    return facts;
  }

  @Override
  public Set<ActionType> actions() {
    return Set.of(ActionType.AGENT_RUN);
  }

  @Override
  public Answer decide(KernelEvent event, Facts given) {
    if (!given.get(ENABLED)) {
      return new Answer.Block(
          name.reason(".block.agents_off", "the tenant's settings switch all agents off"));
    }
    String mode = event.payload().text(AgentOrder.MODE).orElse("");
    Optional<UserId> by = event.payload().text(AgentOrder.BY).flatMap(AgentAccess::user);
    Optional<JsonObject> input = event.payload().object(AgentOrder.INPUT);
    if (by.isEmpty() || input.isEmpty()) {
      return invalid(event, by.isEmpty() ? AgentOrder.BY : AgentOrder.INPUT);
    }
    Optional<AgentSpec> wanted = manifest.agentFor(mode);
    Optional<AgentBook.Entry> agent =
        agents.stream().filter(entry -> entry.spec().mode().equals(mode)).findFirst();
    if (wanted.isEmpty() || agent.isEmpty()) {
      return new Answer.Block(
          name.reason(
              wanted.isEmpty() ? ".block.unknown_mode" : ".block.not_served",
              "module %s has nobody here for mode %s; it has %s"
                  .formatted(manifest.id(), Text.quoted(mode), modes())));
    }
    return run(event, agent.get(), by.get(), given);
  }

  private Answer run(KernelEvent event, AgentBook.Entry agent, UserId by, Facts given) {
    AgentOrder order =
        new AgentOrder(
            manifest.id().value(),
            agent.spec().mode(),
            agent.spec().key(),
            by,
            event.payload().object(AgentOrder.INPUT).orElseThrow(),
            budgets(agent, given));
    KernelAction action =
        new KernelAction(
            ActionType.AGENT_RUN,
            target(event),
            name.reason(".run." + agent.name(), "%s runs".formatted(agent.spec().function())),
            Severity.INFO,
            Execution.AUTOMATIC,
            order.toJson());
    return new Answer.Act(
        name.reason(".run", "mode %s was asked for".formatted(agent.spec().mode())),
        List.of(action));
  }

  private List<Budget> budgets(AgentBook.Entry agent, Facts given) {
    List<Budget> budgets = new ArrayList<>();
    budgets.add(Allowance.of("agents").budget(Level.TENANT, given));
    budgets.add(Allowance.of("agents." + manifest.id().value()).budget(Level.MODULE, given));
    budgets.add(allowance(agent).budget(Level.AGENT, given));
    return budgets;
  }

  /** What the request is about, if that is something an action can be about: else the account. */
  private static Target target(KernelEvent event) {
    for (Target.Kind kind : Target.Kind.values()) {
      if (kind.stored().equals(event.entity().type())) {
        return Target.of(kind, event.entity().id());
      }
    }
    return Target.of(Target.Kind.ACCOUNT, event.scope().tenant().toString());
  }

  private List<String> modes() {
    return agents.stream().map(entry -> entry.spec().mode()).sorted().toList();
  }

  private Answer invalid(KernelEvent event, String field) {
    return new Answer.Block(
        name.reason(
            ".block.invalid_payload",
            "%s is missing or not what it should be: %s"
                .formatted(field, event.payload().describe(field))));
  }

  private static Optional<UserId> user(String text) {
    try {
      return Optional.of(UserId.of(text));
    } catch (InvalidInputException none) {
      return Optional.empty();
    }
  }
}
