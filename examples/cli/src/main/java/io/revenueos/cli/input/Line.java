package io.revenueos.cli.input;

/** One line of a file. */
public sealed interface Line {
  /** Its number in the file; the first is 1. */
  long number();

  /** A line that could be read, without its line end. */
  record Text(long number, String text) implements Line {}

  /**
   * A line that could not.
   *
   * @param code a stable machine code
   * @param message what was expected and what was found
   */
  record Unreadable(long number, String code, String message) implements Line {}
}
