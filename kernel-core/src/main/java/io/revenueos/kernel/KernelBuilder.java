package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.handler.BuiltInHandlers;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.module.PlannedModules;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.KernelStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link Kernel}; everything is checked in {@link #build()}. Not thread-safe. */
public final class KernelBuilder {
  /** The contract's limit on a payload, as JSON in bytes of UTF-8. */
  public static final int DEFAULT_MAX_PAYLOAD_BYTES = 1 << 20;

  /** How often an event is tried by default. */
  public static final int DEFAULT_MAX_ATTEMPTS = 5;

  private final List<ExecModule> modules = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private final List<ActionHandler> handlers = new ArrayList<>();
  private final Map<PolicyName, Mode> policyModes = new HashMap<>();
  private final Map<Fact<?>, Function<KernelEvent, ?>> providedFacts = new HashMap<>();
  private @Nullable KernelStore store;
  private Mode mode = Mode.ENFORCE;
  private Clock clock = Clock.systemUTC();
  private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
  private int maxPayloadBytes = DEFAULT_MAX_PAYLOAD_BYTES;
  private boolean registeredTenantsOnly;

  KernelBuilder() {}

  /** Required: where everything is kept. Closed together with the kernel. */
  public KernelBuilder store(KernelStore newStore) {
    this.store = newStore;
    return this;
  }

  /** Adds a module with its policies and handlers. Default: only the planned modules. */
  public KernelBuilder module(ExecModule module) {
    modules.add(module);
    return this;
  }

  /** Adds every module that {@link ServiceLoader} finds on the class path or module path. */
  public KernelBuilder discoverModules() {
    ServiceLoader.load(ExecModule.class).forEach(modules::add);
    return this;
  }

  /** Adds a policy of the host's own, outside any module. */
  public KernelBuilder policy(Policy policy) {
    policies.add(policy);
    return this;
  }

  /** Adds a handler of the host's own; it takes precedence over a built-in one for its types. */
  public KernelBuilder handler(ActionHandler handler) {
    handlers.add(handler);
    return this;
  }

  /**
   * Provides a fact of the host's own, a metric say. Called once per decision that needs it, on the
   * deciding thread, inside the event's transaction; what it returns is stored with the decision.
   */
  public <T> KernelBuilder fact(Fact<T> fact, Function<KernelEvent, T> provider) {
    providedFacts.put(fact, provider);
    return this;
  }

  /** The mode where neither tenant nor policy says otherwise. Default: {@link Mode#ENFORCE}. */
  public KernelBuilder mode(Mode newMode) {
    this.mode = newMode;
    return this;
  }

  /** The mode of one policy for every tenant that does not set it. Default: the tenant's mode. */
  public KernelBuilder mode(PolicyName policy, Mode newMode) {
    policyModes.put(policy, newMode);
    return this;
  }

  /** Where time comes from. Default: the system's clock, UTC. */
  public KernelBuilder clock(Clock newClock) {
    this.clock = newClock;
    return this;
  }

  /** After how many failed attempts an event is dead; at least 1. Default: 5. */
  public KernelBuilder maxAttempts(int attempts) {
    this.maxAttempts = attempts;
    return this;
  }

  /** The largest payload, as JSON in bytes of UTF-8; at least 2. Default: 1 MiB. */
  public KernelBuilder maxPayloadBytes(int bytes) {
    this.maxPayloadBytes = bytes;
    return this;
  }

  /** Refuses events of tenants that are not registered. Default: any tenant may emit. */
  public KernelBuilder requireRegisteredTenants() {
    this.registeredTenantsOnly = true;
    return this;
  }

  /**
   * @throws InvalidInputException naming the path of what is wrong: a missing store, an id or a
   *     policy registered twice, a missing requirement, two handlers for one type, a mode for an
   *     unknown policy, a fact that no policy declares
   */
  public Kernel build() {
    KernelStore givenStore = store;
    if (givenStore == null) {
      throw invalid("store", "required, but missing; call .store(...)");
    }
    checkRange("maxAttempts", maxAttempts, 1);
    checkRange("maxPayloadBytes", maxPayloadBytes, 2);
    ModuleRegistry registry = registry();
    PolicyEngine engine = engine(registry);
    for (PolicyName name : policyModes.keySet()) {
      if (engine.policy(name).isEmpty()) {
        throw invalid("mode", "unknown policy " + name);
      }
    }
    for (Fact<?> fact : providedFacts.keySet()) {
      if (engine.policies().stream().noneMatch(policy -> policy.facts().contains(fact))) {
        throw invalid("fact", "no policy declares the fact \"%s\"".formatted(fact));
      }
    }
    PayloadLimit payloadLimit = new PayloadLimit(maxPayloadBytes);
    KernelSettings settings =
        new KernelSettings(
            engine,
            new Modes(mode, policyModes),
            Map.copyOf(providedFacts),
            clock,
            maxAttempts,
            payloadLimit,
            registeredTenantsOnly);
    return new Kernel(
        givenStore, registry, settings, new Dispatcher(handlersByType(), payloadLimit));
  }

  private ModuleRegistry registry() {
    Set<ModuleId> taken =
        modules.stream().map(module -> module.manifest().id()).collect(Collectors.toSet());
    List<ExecModule> all = new ArrayList<>(modules);
    PlannedModules.all().stream()
        .filter(planned -> !taken.contains(planned.manifest().id()))
        .forEach(all::add);
    return ModuleRegistry.of(all);
  }

  private PolicyEngine engine(ModuleRegistry registry) {
    List<Policy> all = new ArrayList<>(policies);
    for (ExecModule module : registry.modules()) {
      if (!module.manifest().active() && !module.policies().isEmpty()) {
        throw invalid("module " + module.manifest().id(), "a planned module cannot bring policies");
      }
      all.addAll(module.policies());
    }
    return PolicyEngine.of(all);
  }

  private Map<ActionType, ActionHandler> handlersByType() {
    Map<ActionType, ActionHandler> byType = new HashMap<>();
    List<ActionHandler> own = new ArrayList<>(handlers);
    modules.forEach(module -> own.addAll(module.handlers()));
    for (ActionHandler handler : own) {
      for (ActionType type : handler.types()) {
        if (byType.putIfAbsent(type, handler) != null) {
          throw invalid("handler", "two handlers for %s; one may serve a type".formatted(type));
        }
      }
    }
    for (ActionHandler handler : BuiltInHandlers.all()) {
      handler.types().forEach(type -> byType.putIfAbsent(type, handler));
    }
    return byType;
  }

  private static void checkRange(String option, int value, int least) {
    if (value < least) {
      throw invalid(option, "expected at least %d, found %d".formatted(least, value));
    }
  }

  private static InvalidInputException invalid(String path, String problem) {
    return new InvalidInputException("invalid_configuration", path, problem);
  }
}
