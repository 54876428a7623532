package io.revenueos.cli;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.util.List;
import java.util.Set;

/** A module whose only policy throws; found by the CLI as any other on the class path. */
public final class PoisonModule implements ExecModule {
  @Override
  public ModuleManifest manifest() {
    return ModuleManifest.resource(PoisonModule.class, "poison.json");
  }

  @Override
  public List<Policy> policies() {
    return List.of(new Poison());
  }

  @Override
  public List<ActionHandler> handlers() {
    return List.of();
  }

  private record Poison() implements Policy {
    @Override
    public PolicyName name() {
      return new PolicyName("test.poison_v1");
    }

    @Override
    public Set<Trigger> triggers() {
      return Set.of(Trigger.on("poison_taken", "crm"));
    }

    @Override
    public Set<Fact<?>> facts() {
      return Set.of();
    }

    @Override
    public Set<ActionType> actions() {
      return Set.of();
    }

    @Override
    public Answer decide(KernelEvent event, Facts facts) {
      throw new IllegalStateException("poisoned by " + event.entity());
    }
  }
}
