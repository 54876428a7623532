package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.ModelPrices;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.handler.BuiltInHandlers;
import io.revenueos.kernel.internal.AgentBook;
import io.revenueos.kernel.internal.AgentDesk;
import io.revenueos.kernel.internal.AgentModule;
import io.revenueos.kernel.internal.AgentSteps;
import io.revenueos.kernel.internal.Controls;
import io.revenueos.kernel.internal.Dispatcher;
import io.revenueos.kernel.internal.Handlers;
import io.revenueos.kernel.internal.KernelSettings;
import io.revenueos.kernel.internal.Machinery;
import io.revenueos.kernel.internal.Modes;
import io.revenueos.kernel.internal.ModuleMap;
import io.revenueos.kernel.internal.Observers;
import io.revenueos.kernel.internal.PayloadLimit;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.module.PlannedModules;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.runtime.KernelListener;
import io.revenueos.kernel.runtime.Retention;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.KernelStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link Kernel}; everything is checked in {@link #build()}. Not thread-safe. */
public final class KernelBuilder {
  /** The contract's limit on a payload, as JSON in bytes of UTF-8. */
  public static final int DEFAULT_MAX_PAYLOAD_BYTES = 1 << 20;

  private final List<ExecModule> modules = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private final List<ActionHandler> handlers = new ArrayList<>();
  private final List<StepHandler> stepHandlers = new ArrayList<>();
  private final List<KernelListener> listeners = new ArrayList<>();
  private final Map<PolicyName, Mode> policyModes = new HashMap<>();
  private final Map<Fact<?>, Function<KernelEvent, ?>> providedFacts = new HashMap<>();
  private @Nullable KernelStore store;
  private @Nullable ChatModel model;
  private ModelPrices prices = ModelPrices.none();
  private Mode mode = Mode.ENFORCE;
  private Clock clock = Clock.systemUTC();
  private RetryPolicy retry = RetryPolicy.defaults();
  private WorkerOptions workers = WorkerOptions.defaults();
  private Retention retention = Retention.keepEverything();
  private String node = defaultNode();
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

  /** Adds a handler that a worker calls outside any transaction: for what is slow or leaves it. */
  public KernelBuilder handler(StepHandler handler) {
    stepHandlers.add(handler);
    return this;
  }

  /** Tells a listener what was committed. Default: nobody is told. */
  public KernelBuilder listener(KernelListener listener) {
    listeners.add(listener);
    return this;
  }

  /** How {@link Kernel#start()} works. Default: {@link WorkerOptions#defaults()}. */
  public KernelBuilder workers(WorkerOptions options) {
    this.workers = options;
    return this;
  }

  /** What is removed once it is finished. Default: {@link Retention#keepEverything()}. */
  public KernelBuilder retention(Retention newRetention) {
    this.retention = newRetention;
    return this;
  }

  /**
   * What this node is called in leases and attempts; unique among the nodes of a database. Default:
   * the process's number and a random part.
   */
  public KernelBuilder node(String name) {
    this.node = name;
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

  /**
   * Who words what agents have computed. Default: no model; each agent has words of its own, the
   * same for the same figures.
   *
   * @param newPrices what it costs: budgets count nothing for a model without a price
   */
  public KernelBuilder model(ChatModel newModel, ModelPrices newPrices) {
    this.model = newModel;
    this.prices = newPrices;
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

  /**
   * How often an event is tried, and an action that had to wait for the end of a pause. Default:
   * {@link RetryPolicy#defaults()}.
   */
  public KernelBuilder retry(RetryPolicy policy) {
    this.retry = policy;
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
    checkRange("maxPayloadBytes", maxPayloadBytes, 2);
    Text.name("invalid_configuration", "node", node, 255);
    ModuleRegistry plain = PlannedModules.beside(modules);
    AgentBook book = AgentBook.of(plain);
    ModuleRegistry registry = AgentModule.withAccess(plain, book);
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
    KernelSettings settings =
        new KernelSettings(
            engine,
            new Modes(mode, policyModes),
            Map.copyOf(providedFacts),
            clock,
            retry,
            new PayloadLimit(maxPayloadBytes),
            registeredTenantsOnly ? Admission.REGISTERED : Admission.EVERYONE,
            node);
    return kernel(givenStore, registry, book, settings);
  }

  private Kernel kernel(
      KernelStore givenStore, ModuleRegistry registry, AgentBook book, KernelSettings settings) {
    ModuleMap moduleMap = ModuleMap.of(registry);
    AtomicReference<Machinery> built = new AtomicReference<>();
    Handlers allHandlers =
        handlersByType(new AgentDesk(built::getPlain, registry, model, prices), book);
    Machinery machinery =
        Machinery.of(
            givenStore,
            settings,
            new Dispatcher(allHandlers, moduleMap, settings.payloadLimit()),
            moduleMap,
            new Controls(givenStore, moduleMap, workers.pollInterval()),
            new Observers(listeners));
    built.set(machinery);
    return new Kernel(
        machinery, registry, book, allHandlers, new BackgroundOptions(workers, retention));
  }

  private static String defaultNode() {
    return "%d-%08x"
        .formatted(ProcessHandle.current().pid(), ThreadLocalRandom.current().nextInt());
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

  private Handlers handlersByType(AgentDesk desk, AgentBook book) {
    List<ActionHandler> own = new ArrayList<>(handlers);
    List<StepHandler> ownSteps = new ArrayList<>(stepHandlers);
    if (!book.isEmpty()) {
      ownSteps.add(new AgentSteps(book, desk));
    }
    for (ExecModule module : modules) {
      own.addAll(module.handlers());
      ownSteps.addAll(module.stepHandlers());
    }
    return Handlers.of(own, ownSteps, BuiltInHandlers.all());
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
