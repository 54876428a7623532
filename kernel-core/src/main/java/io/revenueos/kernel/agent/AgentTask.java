package io.revenueos.kernel.agent;

import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;

/**
 * What an agent is to do, for whom.
 *
 * @param scope the requester's, with the user who asked as its actor: whatever the agent reads, it
 *     reads as that user
 * @param run the same on every attempt at this run, and no other run's: a key for rows that it
 *     leaves behind
 * @param input as requested; it meets the agent's input schema
 * @param now when this attempt began, UTC
 */
public record AgentTask(
    TenantScope scope, String run, JsonObject input, CorrelationId correlation, Instant now) {}
