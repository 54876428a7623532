package io.revenueos.kernel.module;

import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.event.IdempotencyKey;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantScope;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a module: the way to an agent, and the only one.
 *
 * @param scope whose, with the user who asks as its actor
 * @param mode one of the module's modes
 * @param input what the mode needs; the agent's input schema says what that is
 * @param correlation the business request it belongs to
 * @param aboutOrNull what it is about; null for the account as a whole
 * @param keyOrNull the same request again has the same; null for one that follows from module,
 *     mode, what it is about, and correlation: then one correlation asks once
 */
public record KernelRequest(
    TenantScope scope,
    ModuleId module,
    String mode,
    JsonObject input,
    CorrelationId correlation,
    @Nullable Target aboutOrNull,
    @Nullable IdempotencyKey keyOrNull) {

  /** A request without input, about the account as a whole. */
  public static KernelRequest of(
      TenantScope scope, ModuleId module, String mode, String correlation) {
    return new KernelRequest(
        scope, module, mode, JsonObject.empty(), new CorrelationId(correlation), null, null);
  }

  public KernelRequest with(JsonObject newInput) {
    return new KernelRequest(scope, module, mode, newInput, correlation, aboutOrNull, keyOrNull);
  }

  public KernelRequest about(Target target) {
    return new KernelRequest(scope, module, mode, input, correlation, target, keyOrNull);
  }

  public KernelRequest idempotencyKey(String key) {
    return new KernelRequest(
        scope, module, mode, input, correlation, aboutOrNull, new IdempotencyKey(key));
  }
}
