package io.revenueos.kernel.module;

import io.revenueos.kernel.agent.AgentLimits;
import io.revenueos.kernel.agent.ModelSettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest holds an agent to.
 *
 * @param inputOrNull the resource that holds the JSON Schema of a request; null for any request
 * @param outputOrNull the resource that holds the JSON Schema of its answer; null for any answer
 * @param tools the names of those that a model may use when it works for this agent; no other
 * @param settings how the model is to answer
 * @param limits how far a run may go
 */
public record AgentTerms(
    @Nullable String inputOrNull,
    @Nullable String outputOrNull,
    List<String> tools,
    ModelSettings settings,
    AgentLimits limits) {
  private static final AgentTerms DEFAULT =
      new AgentTerms(null, null, List.of(), ModelSettings.defaults(), AgentLimits.defaults());

  public AgentTerms {
    tools = List.copyOf(tools);
  }

  /** No schemas, no tools, and the usual settings and limits. */
  public static AgentTerms defaults() {
    return DEFAULT;
  }

  public Optional<String> input() {
    return Optional.ofNullable(inputOrNull);
  }

  public Optional<String> output() {
    return Optional.ofNullable(outputOrNull);
  }
}
