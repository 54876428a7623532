package io.revenueos.kernel.module;

import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * For which tenants a module is on. The first of these that has something to say decides: a planned
 * module is on for nobody; the tenant's own switch; a rollout to the beta only; a rollout that is
 * off by default; a rollout's percentage, among which those in the beta always are. Else an active
 * module is on.
 *
 * @param rolloutOrNull what holds for tenants without a switch; null: on for all of them
 */
public record ModuleAccess(ModuleManifest manifest, @Nullable ModuleRollout rolloutOrNull) {
  private static final int BUCKETS = 100;

  /**
   * Whether, and why.
   *
   * @param reasonCode stable: {@code module_planned}, {@code tenant_enabled}, {@code
   *     tenant_disabled}, {@code beta}, {@code beta_only}, {@code off_by_default}, {@code rollout},
   *     {@code outside_rollout} or {@code default}
   * @param reasonText for a person, without the names of module and tenant
   */
  public record Verdict(boolean enabled, String reasonCode, String reasonText) {
    private static Verdict on(String code, String text) {
      return new Verdict(true, code, text);
    }

    private static Verdict off(String code, String text) {
      return new Verdict(false, code, text);
    }
  }

  /**
   * @param own the tenant's own switch of this module; null when it has none
   */
  public Verdict verdict(Tenant tenant, @Nullable ModuleSwitch own) {
    if (!manifest.active()) {
      return Verdict.off("module_planned", "it is planned, and on for nobody");
    }
    if (own != null) {
      return own.enabled()
          ? Verdict.on("tenant_enabled", "the tenant's own switch is on, set by " + own.by())
          : Verdict.off("tenant_disabled", "the tenant's own switch is off, set by " + own.by());
    }
    return rolloutOrNull == null ? byDefault() : rolledOut(rolloutOrNull, tenant);
  }

  private static Verdict byDefault() {
    return Verdict.on("default", "it is on for tenants that have not switched it off");
  }

  private Verdict rolledOut(ModuleRollout rollout, Tenant tenant) {
    if (rollout.betaOnly()) {
      return tenant.inBeta()
          ? beta()
          : Verdict.off("beta_only", "it is for the beta, in which the tenant takes no part");
    }
    if (!rollout.defaultEnabled()) {
      return Verdict.off("off_by_default", "it is off for tenants that have not switched it on");
    }
    if (rollout.percent() == BUCKETS) {
      return byDefault();
    }
    if (tenant.inBeta()) {
      return beta();
    }
    return bucket(manifest.id(), tenant.id()) < rollout.percent()
        ? Verdict.on(
            "rollout",
            "it is on for %d %% of tenants, and this is one of them".formatted(rollout.percent()))
        : Verdict.off(
            "outside_rollout",
            "it is on for %d %% of tenants, and this is none of them".formatted(rollout.percent()));
  }

  private static Verdict beta() {
    return Verdict.on("beta", "the tenant takes part in the beta");
  }

  /**
   * Where a tenant stands when a module is rolled out by percentage: it is among the first {@code
   * n} percent when its bucket is less than {@code n}. Computed from both ids and nothing else, so
   * that it is the same on every node and in every release: the first four bytes, as an unsigned
   * number (the most significant byte first), of the SHA-256 of {@code module/tenant} in UTF-8 (the
   * tenant's UUID in lower case), modulo 100.
   *
   * @return 0 to 99
   */
  public static int bucket(ModuleId module, TenantId tenant) {
    byte[] hash = sha256().digest((module + "/" + tenant).getBytes(StandardCharsets.UTF_8));
    return Integer.remainderUnsigned(ByteBuffer.wrap(hash).getInt(), BUCKETS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
