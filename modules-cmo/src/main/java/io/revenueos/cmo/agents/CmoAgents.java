package io.revenueos.cmo.agents;

import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.jdbc.TenantDatabase;
import java.util.List;

/** The AI CMO's agents, one for each of its modes. */
public final class CmoAgents {
  private CmoAgents() {}

  /** Those that read and write a tenant's rows in this database. */
  public static List<Agent> on(TenantDatabase database) {
    TenantRows rows = new TenantRows(database);
    return List.of(
        new BrandIntake(rows),
        new Plan90Day(rows),
        new FunnelArchitect(rows),
        new CampaignDesigner(rows),
        new ContentEngine(rows),
        new OptimizationAnalyst(rows));
  }
}
