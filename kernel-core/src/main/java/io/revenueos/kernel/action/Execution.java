package io.revenueos.kernel.action;

/**
 * Whose go-ahead an action needs. The contract's two flags, without their impossible fourth case.
 */
public enum Execution {
  /** None: the dispatcher acts at once ({@code auto_execute}). */
  AUTOMATIC,
  /** A person approves it first ({@code auto_execute = false}). */
  AFTER_APPROVAL,
  /** Someone allowed to override gives one first ({@code override_required}). */
  AFTER_OVERRIDE;

  public boolean autoExecute() {
    return this == AUTOMATIC;
  }

  public boolean overrideRequired() {
    return this == AFTER_OVERRIDE;
  }

  public static Execution of(boolean autoExecute, boolean overrideRequired) {
    if (overrideRequired) {
      return AFTER_OVERRIDE;
    }
    return autoExecute ? AUTOMATIC : AFTER_APPROVAL;
  }
}
