package io.revenueos.cro.agents;

import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.jdbc.TenantDatabase;
import java.util.List;

/** The agents of the manifest's four modes. */
public final class CroAgents {
  private CroAgents() {}

  /**
   * @param database whose deals they read, each as the user who asks
   */
  public static List<Agent> on(TenantDatabase database) {
    DealDesk desk = new DealDesk(database);
    return List.of(
        new PipelineIntake(desk),
        new ForecastPlanner(desk),
        new DealReviewer(desk),
        new RevenueMoves(desk));
  }
}
