package io.revenueos.cmo;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Policy;
import java.util.List;

/**
 * The AI Chief Marketing Officer. Its policies ask only for action types that the kernel's built-in
 * handlers serve. Immutable; one instance may serve several kernels.
 */
public final class CmoModule implements ExecModule {
  private final ModuleManifest manifest = ModuleManifest.resource(CmoModule.class, "ai_cmo.json");
  private final List<Policy> policies =
      List.of(
          new LeadResponse(), new LeadQualified(), new BookingConfirmation(), new CampaignAudit());

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
