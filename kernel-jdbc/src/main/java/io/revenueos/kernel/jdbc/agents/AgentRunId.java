package io.revenueos.kernel.jdbc.agents;

import java.util.UUID;

/** A row of {@code agent_runs}. */
public record AgentRunId(UUID value) {
  static AgentRunId next() {
    return new AgentRunId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
