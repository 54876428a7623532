package io.revenueos.cmo;

import io.revenueos.cmo.agents.CmoAgents;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Policy;
import java.util.List;

/**
 * The AI Chief Marketing Officer. Its policies ask only for action types that the kernel's built-in
 * handlers serve. Immutable; one instance may serve several kernels.
 */
public final class CmoModule implements ExecModule {
  private final ModuleManifest manifest = ModuleManifest.resource(CmoModule.class, "ai_cmo.json");
  private final List<Policy> policies =
      List.of(
          new LeadResponse(), new LeadQualified(), new BookingConfirmation(), new CampaignAudit());
  private final List<Agent> agents;

  /** With policies only: nobody runs its agents. */
  public CmoModule() {
    this(List.of());
  }

  private CmoModule(List<Agent> agents) {
    this.agents = agents;
  }

  /** With its agents, on the rows of this database. */
  public static CmoModule on(TenantDatabase database) {
    return new CmoModule(CmoAgents.on(database));
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
    return List.of();
  }

  @Override
  public List<Agent> agents() {
    return agents;
  }
}
