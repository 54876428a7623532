package io.revenueos.cro;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Policy;
import java.util.List;

/**
 * The AI Chief Revenue Officer. Its guards ask for no actions, and its one proposal is served by
 * the kernel's built-in handlers. Immutable; one instance may serve several kernels.
 */
public final class CroModule implements ExecModule {
  private final ModuleManifest manifest = ModuleManifest.resource(CroModule.class, "ai_cro.json");
  private final List<Policy> policies =
      List.of(
          new DiscountGuard(),
          new InvoiceSendGuard(),
          new DealCloseGuard(),
          new UsageThresholdUpsell());

  @Override
  public ModuleManifest manifest() {
    return manifest;
  }

  @Override
  public List<Policy> policies() {
    return policies;
  }

  @Override
  public List<ActionHandler> handlers() {
    return List.of();
  }
}
