package io.revenueos.kernel.module;

/**
 * An agent as a manifest declares it.
 *
 * @param key its name inside the module: {@code dealReviewer}
 * @param prompt the classpath resource that holds its prompt
 * @param function the name under which it is known in run logs: {@code cro-deal-reviewer}
 * @param mode the module's mode it serves
 * @param terms what it is held to
 */
public record AgentSpec(String key, String prompt, String function, String mode, AgentTerms terms) {

  /** With {@link AgentTerms#defaults()}. */
  public static AgentSpec of(String key, String prompt, String function, String mode) {
    return new AgentSpec(key, prompt, function, mode, AgentTerms.defaults());
  }
}
