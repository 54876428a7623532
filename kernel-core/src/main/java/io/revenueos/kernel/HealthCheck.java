package io.revenueos.kernel;

import io.revenueos.kernel.Health.Check;
import io.revenueos.kernel.Health.ModuleHealth;
import io.revenueos.kernel.Health.Result;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.internal.Handlers;
import io.revenueos.kernel.internal.KernelSettings;
import io.revenueos.kernel.internal.Machinery;
import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.store.KernelStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a kernel's modules, handlers, workers and store. */
record HealthCheck(Machinery machinery, ModuleRegistry modules, Handlers handlers) {

  private static final Logger log = LoggerFactory.getLogger(HealthCheck.class);

  private KernelStore store() {
    return machinery.store();
  }

  private KernelSettings settings() {
    return machinery.settings();
  }

  /** Says in the log what is skipped for want of a handler. */
  void warnOfUnhandled() {
    unhandled(settings().engine().policies())
        .forEach(
            (type, asking) ->
                log.warn("no handler for {}: what {} ask for is skipped", type, asking));
  }

  Health run() {
    List<Check> kernel = new ArrayList<>();
    Map<String, Set<String>> unhandled = unhandled(settings().engine().policies());
    kernel.add(handled(unhandled));
    kernel.add(isolation());
    machinery.work().notBegun().map(HealthCheck::workers).ifPresent(kernel::add);
    List<ModuleHealth> perModule = new ArrayList<>();
    for (ExecModule module : modules.modules()) {
      perModule.add(new ModuleHealth(module.manifest(), checks(module)));
    }
    return new Health(store().describe(), kernel, perModule);
  }

  /** Action types that policies may ask for and nobody handles, with the policies that do. */
  private Map<String, Set<String>> unhandled(Collection<Policy> asked) {
    Map<String, Set<String>> unhandled = new TreeMap<>();
    for (Policy policy : asked) {
      for (ActionType type : policy.actions()) {
        if (!handlers.handle(type)) {
          unhandled.computeIfAbsent(type.name(), key -> new TreeSet<>()).add(policy.name().value());
        }
      }
    }
    return unhandled;
  }

  private List<Check> checks(ExecModule module) {
    if (!module.manifest().active()) {
      return List.of(new Check("manifest", Result.PASS, "planned: listed, not enabled"));
    }
    return List.of(
        manifest(module), tables(module), handled(unhandled(module.policies())), agentRuns(module));
  }

  private static Check manifest(ExecModule module) {
    List<String> missing =
        module.manifest().agents().stream()
            .map(AgentSpec::prompt)
            .filter(prompt -> module.origin().getResource(prompt) == null)
            .toList();
    return missing.isEmpty()
        ? new Check(
            "manifest",
            Result.PASS,
            "%d modes, %d agents, %d policies"
                .formatted(
                    module.manifest().modes().size(),
                    module.manifest().agents().size(),
                    module.policies().size()))
        : new Check("manifest", Result.WARN, "prompts not found: " + missing);
  }

  private Check isolation() {
    List<String> concerns = store().concerns();
    return concerns.isEmpty()
        ? new Check("isolation", Result.PASS, "the store binds every transaction to its tenant")
        : new Check("isolation", Result.WARN, String.join("; ", concerns));
  }

  private static Check workers(List<String> notBegun) {
    return notBegun.isEmpty()
        ? new Check("workers", Result.PASS, "every one of them has a thread")
        : new Check(
            "workers",
            Result.WARN,
            "no thread has begun %s; the executor must run all of them at once"
                .formatted(notBegun));
  }

  private Check tables(ExecModule module) {
    Set<String> missing = new TreeSet<>(store().missingTables(module.manifest().schemas()));
    return missing.isEmpty()
        ? new Check(
            "tables", Result.PASS, "%d present".formatted(module.manifest().schemas().size()))
        : new Check("tables", Result.FAIL, "missing: " + missing + "; migrate the schema");
  }

  private Check agentRuns(ExecModule module) {
    return store()
        .agentRuns(module.manifest().id().value(), settings().now().minus(RecentRuns.SPAN))
        .map(counts -> new RecentRuns(counts).check())
        .orElseGet(RecentRuns::unknown);
  }

  private static Check handled(Map<String, Set<String>> unhandled) {
    return unhandled.isEmpty()
        ? new Check("handlers", Result.PASS, "every action type that policies ask for is handled")
        : new Check(
            "handlers", Result.WARN, "no handler for, so recorded as skipped: " + unhandled);
  }
}
