package io.revenueos.kernel.error;

/** The input is wrong: fix it and call again. Nothing was stored. */
public class InvalidInputException extends KernelException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String problem;

  /**
   * @param code a stable machine code
   * @param field the path of what is wrong, such as {@code payload.items[2]}; empty when the input
   *     as a whole is
   * @param problem what was expected and what was found
   */
  public InvalidInputException(String code, String field, String problem) {
    super(code, field.isEmpty() ? problem : field + ": " + problem);
    this.field = field;
    this.problem = problem;
  }

  /** The path of what is wrong; empty when the input as a whole is. */
  public String field() {
    return field;
  }

  /** What was expected and what was found: the message without the field. */
  public String problem() {
    return problem;
  }
}
