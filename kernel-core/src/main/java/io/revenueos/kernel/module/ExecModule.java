package io.revenueos.kernel.module;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.policy.Policy;
import java.util.List;

/**
 * An AI executive, or anything else that plugs in: a manifest, policies that decide, and handlers
 * for action types of its own. Found by {@link java.util.ServiceLoader} when the host asks for
 * that, or registered by it.
 */
public interface ExecModule {
  ModuleManifest manifest();

  List<Policy> policies();

  List<ActionHandler> handlers();

  /** Handlers that a worker calls outside any transaction. Default: none. */
  default List<StepHandler> stepHandlers() {
    return List.of();
  }

  /** Those of the manifest's agents that can be run here. Default: none. */
  default List<Agent> agents() {
    return List.of();
  }

  /** Beside which class the resources lie that the manifest names. Default: the module's own. */
  default Class<?> origin() {
    return getClass();
  }

  /** A module that is nothing but its manifest: announced, or run elsewhere. */
  static ExecModule of(ModuleManifest manifest) {
    record ManifestOnly(
        ModuleManifest manifest, List<Policy> policies, List<ActionHandler> handlers)
        implements ExecModule {}
    return new ManifestOnly(manifest, List.of(), List.of());
  }
}
