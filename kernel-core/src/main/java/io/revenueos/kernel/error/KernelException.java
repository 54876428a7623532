package io.revenueos.kernel.error;

/**
 * The root of everything the kernel throws. Its subclasses say what the caller can do: {@link
 * InvalidInputException} fix the input, {@link UnavailableException} try again, {@link
 * RefusedException} give up.
 */
public abstract class KernelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  protected KernelException(String code, String message) {
    super(message);
    this.code = code;
  }

  protected KernelException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A stable machine code, such as {@code invalid_event}. */
  public String code() {
    return code;
  }
}
