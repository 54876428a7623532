package io.revenueos.cli;

/** What the process says to whoever started it. */
final class ExitCode {
  static final int OK = 0;

  /** Something was processed and failed, or could not be done. Takes precedence over the others. */
  static final int FAILED = 1;

  static final int WRONG_USAGE = 2;

  /** Some lines were refused; the others were processed. */
  static final int REFUSED = 3;

  static final int GUARD_OVERRIDE = 10;
  static final int GUARD_BLOCK = 20;

  /** Standard output was closed: what a process ended by SIGPIPE answers. */
  static final int OUTPUT_CLOSED = 141;

  private ExitCode() {}
}
