package io.revenueos.kernel.error;

/** The request is well formed and not allowed: repeating it cannot help. Nothing was stored. */
public class RefusedException extends KernelException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String code, String message) {
    super(code, message);
  }
}
