package io.revenueos.kernel;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.internal.Acceptor;
import io.revenueos.kernel.internal.AgentBook;
import io.revenueos.kernel.internal.AgentRequests;
import io.revenueos.kernel.internal.ModuleRequests;
import io.revenueos.kernel.internal.ModuleSwitchboard;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.KernelRequest;
import io.revenueos.kernel.module.ModuleAccess;
import io.revenueos.kernel.module.ModuleAccess.Verdict;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.module.ModuleSummary;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where requests to modules are let in, and where modules are switched on and off for tenants.
 *
 * <p>It decides about requests, not about events: the policies of a module that is off for a tenant
 * still answer that tenant's events. {@link KernelControl#pauseModule} stops those. Thread-safe.
 */
public final class ModuleDesk {
  private final Lifecycle lifecycle;
  private final ModuleRequests requests;
  private final AgentRequests agents;
  private final ModuleSwitchboard switchboard;

  ModuleDesk(
      Lifecycle lifecycle,
      KernelStore store,
      ModuleRegistry modules,
      AgentBook book,
      Acceptor acceptor) {
    this.lifecycle = lifecycle;
    this.requests = new ModuleRequests(store, modules);
    this.agents = new AgentRequests(requests, book, acceptor, store);
    this.switchboard = new ModuleSwitchboard(store, modules);
  }

  /**
   * Asks a module for something: lets the request in as {@link #require} does, and then it is an
   * event, {@code agent_requested}, that the policies decide about. When they say so, an agent runs
   * as an action that a worker carries out; {@link #run} tells how far it is.
   *
   * @return what was decided, committed; a block says why
   * @throws RefusedException as {@link #require}, or when nobody here serves the mode ({@code
   *     agent_not_served})
   * @throws InvalidInputException when the input does not meet the agent's schema ({@code
   *     invalid_request})
   */
  public ProcessedEvent request(KernelRequest request) {
    return lifecycle.whileOpen(() -> ProcessedEvent.of(agents.ask(request)));
  }

  /**
   * The run of an agent that was asked for by an event: once the action is completed, its result
   * holds {@code status} ({@code completed} or {@code refused}), and {@code answer}, or {@code
   * reason_code} and {@code reason_text}.
   *
   * @return empty when the scope's tenant has no such request, or it was blocked
   */
  public Optional<RecordedAction> run(TenantScope scope, EventId request) {
    return lifecycle.whileOpen(() -> agents.run(scope, request));
  }

  /**
   * Whether a module is on for a tenant, and why; the rules are {@link ModuleAccess}.
   *
   * @throws RefusedException when there is no such module ({@code unknown_module}), or the tenant
   *     is not registered ({@code unknown_tenant})
   */
  public Verdict access(TenantScope scope, ModuleId module) {
    return lifecycle.whileOpen(() -> switchboard.access(scope.tenant(), module));
  }

  /**
   * Lets a request in, or refuses it for the first of these that fails: the module is registered
   * ({@code unknown_module}), active ({@code module_planned}) and has the mode ({@code
   * unknown_mode}); there is a scope ({@code missing_scope}); its tenant is registered ({@code
   * unknown_tenant}); the module is on for it ({@code module_off}); the tenant is active ({@code
   * inactive_tenant}); the scope has an actor ({@code missing_actor}) who belongs to the tenant
   * ({@code unknown_user}); its workspace, if it has one, is the tenant's ({@code
   * unknown_workspace}), not archived ({@code archived_workspace}), and the actor its owner, a
   * member who is more than a viewer, or an admin of the tenant ({@code no_workspace_access}); one
   * of the manifest's roles is granted to the actor ({@code missing_role}). What the actor itself
   * says about its roles does not count.
   *
   * @return the agent that serves the mode
   * @throws RefusedException naming what is missing
   */
  public AgentSpec require(@Nullable TenantScope scope, ModuleId module, String mode) {
    return lifecycle.whileOpen(() -> requests.admit(scope, module, mode));
  }

  /**
   * Switches a module on for a tenant, whatever its rollout says.
   *
   * @param by who says so, up to 255 characters
   * @return false when the tenant had switched it on before
   * @throws RefusedException when there is no such module ({@code unknown_module}), it is planned
   *     ({@code module_planned}), or the tenant is not registered ({@code unknown_tenant})
   */
  public boolean enable(TenantScope scope, ModuleId module, String by) {
    return set(scope, ModuleSwitch.on(module.value(), by));
  }

  /**
   * Switches a module off for a tenant, whatever its rollout says.
   *
   * @param by who says so, up to 255 characters
   * @return false when the tenant had switched it off before
   * @throws RefusedException when there is no such module ({@code unknown_module}), or the tenant
   *     is not registered ({@code unknown_tenant})
   */
  public boolean disable(TenantScope scope, ModuleId module, String by) {
    return set(scope, ModuleSwitch.off(module.value(), by));
  }

  /**
   * Refuses a switch that {@link #enable} or {@link #disable} would refuse for any tenant; stores
   * nothing.
   *
   * @throws RefusedException when there is no such module ({@code unknown_module}), or it is to be
   *     on and is planned ({@code module_planned})
   */
  public void check(ModuleSwitch position) {
    switchboard.check(position);
  }

  private boolean set(TenantScope scope, ModuleSwitch position) {
    return lifecycle.whileOpen(() -> switchboard.set(scope.tenant(), position));
  }

  /**
   * Takes a tenant's own switch away: the module's rollout decides again.
   *
   * @param by who says so, up to 255 characters; it goes to the log
   * @return false when the tenant had none
   * @throws RefusedException when there is no such module ({@code unknown_module}), or the tenant
   *     is not registered ({@code unknown_tenant})
   */
  public boolean followDefault(TenantScope scope, ModuleId module, String by) {
    Text.name("invalid_switch", "by", by, 255);
    return lifecycle.whileOpen(() -> switchboard.clear(scope.tenant(), module, by));
  }

  /**
   * Switches a module on for several tenants, each in a transaction of its own; the same call may
   * be repeated.
   *
   * @param by who says so, up to 255 characters
   * @return for how many that changed something
   * @throws RefusedException as {@link #enable}; then nothing was changed
   */
  public int enableForAll(ModuleId module, Collection<TenantId> tenants, String by) {
    ModuleSwitch on = ModuleSwitch.on(module.value(), by);
    return lifecycle.whileOpen(() -> switchboard.setForAll(tenants, on));
  }

  /**
   * Says for whom a module is on among the tenants that have no switch of their own. Raising its
   * percentage switches it off for nobody.
   *
   * @throws InvalidInputException when the module's id is none
   * @throws RefusedException when there is no such module ({@code unknown_module}), or it is
   *     planned ({@code module_planned})
   */
  public void rollout(ModuleRollout rollout) {
    lifecycle.whileOpen(
        () -> {
          switchboard.rollOut(rollout);
          return rollout;
        });
  }

  /**
   * For how many of the registered tenants each module is on, and why, the planned ones included;
   * in the order of their ids. Asks every tenant in a transaction of its own.
   */
  public List<ModuleSummary> summary() {
    return lifecycle.whileOpen(switchboard::summary);
  }
}
