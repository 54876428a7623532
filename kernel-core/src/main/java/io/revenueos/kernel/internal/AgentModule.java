package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/** A module with the policy that decides about requests to its agents. */
public final class AgentModule implements ExecModule {
  private final ExecModule module;
  private final List<Policy> policies;

  private AgentModule(ExecModule module, AgentBook book) {
    this.module = module;
    this.policies = new ArrayList<>(module.policies());
    policies.add(new AgentAccess(module.manifest(), book.of(module.manifest().id())));
  }

  /** The same modules; those that have agents, with that policy. */
  public static ModuleRegistry withAccess(ModuleRegistry registry, AgentBook book) {
    List<ExecModule> all = new ArrayList<>();
    for (ExecModule module : registry.modules()) {
      all.add(module.agents().isEmpty() ? module : new AgentModule(module, book));
    }
    return ModuleRegistry.of(all);
  }

  @Override
  public ModuleManifest manifest() {
    return module.manifest();
  }

  @Override
  public List<Policy> policies() {
    return List.copyOf(policies);
  }

  @Override
  public List<ActionHandler> handlers() {
    return module.handlers();
  }

  @Override
  public List<StepHandler> stepHandlers() {
    return module.stepHandlers();
  }

  @Override
  public List<Agent> agents() {
    return module.agents();
  }

  @Override
  public Class<?> origin() {
    return module.origin();
  }
}
