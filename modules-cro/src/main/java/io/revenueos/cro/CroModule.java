package io.revenueos.cro;

import io.revenueos.cro.agents.CroAgents;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Policy;
import java.util.List;

/**
 * The AI Chief Revenue Officer. Its guards ask for no actions; what else its policies ask for
 * becomes a recommendation to the team. Its agents need a tenant's deals: see {@link #on}.
 * Immutable; one instance may serve several kernels.
 */
public final class CroModule implements ExecModule {
  private final ModuleManifest manifest = ModuleManifest.resource(CroModule.class, "ai_cro.json");
  private final List<Policy> policies =
      List.of(
          new DiscountGuard(),
          new InvoiceSendGuard(),
          new DealCloseGuard(),
          new UsageThresholdUpsell(),
          new RevenueMovePolicy());

  private final List<Agent> agents;

  /** Without agents: policies alone, as the {@link java.util.ServiceLoader} finds it. */
  public CroModule() {
    this(List.of());
  }

  private CroModule(List<Agent> agents) {
    this.agents = List.copyOf(agents);
  }

  /** With its four agents, which read and keep a tenant's rows in a database. */
  public static CroModule on(TenantDatabase database) {
    return new CroModule(CroAgents.on(database));
  }

  @Override
  public ModuleManifest manifest() {
    return manifest;
  }

  @Override
  public List<Policy> policies() {
    return policies;
  }

  @Override
  public List<ActionHandler> handlers() {
    return List.of(new RevenueMoveHandler());
  }

  @Override
  public List<Agent> agents() {
    return agents;
  }
}
