package io.revenueos.kernel.store;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.function.Predicate;

/**
 * Events that were to be stored together were not, because of some of them: their tenant is not
 * admitted, or does not have the workspace that they name. Says of the first of them what it is,
 * and knows all that the store has found, so that the others can be tried without them.
 */
public final class NotAdmittedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  // Asked where it is caught; whoever gets it from another process has the message.
  private final transient Predicate<TenantScope> concerning;

  /**
   * @param first gives code and message
   * @param concerning whether events of a scope are among those that the store has found
   */
  public NotAdmittedException(RefusedException first, Predicate<TenantScope> concerning) {
    super(first.code(), String.valueOf(first.getMessage()));
    this.concerning = concerning;
  }

  /** Whether an event of this scope may be refused when it comes alone. A duplicate is not. */
  public boolean concerns(TenantScope scope) {
    return concerning.test(scope);
  }
}
