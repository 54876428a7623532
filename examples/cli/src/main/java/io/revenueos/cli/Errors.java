package io.revenueos.cli;

import io.revenueos.cli.terminal.OutputClosedException;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.jdbc.SchemaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns what went wrong into a line for a person and an exit code. */
final class Errors {
  static final String DEBUG = "REVENUEOS_DEBUG";

  /** What the library tells a host to call. */
  private static final Pattern ONLY_VALIDATE =
      Pattern.compile("only validate\\(\\) (it|them) here");

  private final Terminal terminal;
  private final boolean debug;

  Errors(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.debug = !environment.getOrDefault(DEBUG, "").isEmpty();
  }

  /** The arguments are wrong. */
  int usage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    // Picocli begins some of its messages with the word itself.
    error(String.valueOf(wrong.getMessage()).replaceFirst("^Error: ", ""));
    StringWriter suggestions = new StringWriter();
    boolean suggested =
        CommandLine.UnmatchedArgumentException.printSuggestions(
            wrong, new PrintWriter(suggestions, true));
    if (suggested) {
      suggestions.toString().lines().map(Printable::of).forEach(terminal::message);
    }
    terminal.message(
        "Try '%s --help' for what it takes.".formatted(command.getCommandSpec().qualifiedName()));
    return ExitCode.WRONG_USAGE;
  }

  /** Anything else. */
  int report(Throwable thrown) {
    if (thrown instanceof OutputClosedException) {
      return ExitCode.OUTPUT_CLOSED;
    }
    details(thrown);
    if (thrown instanceof InvalidInputException invalid) {
      error(String.valueOf(invalid.getMessage()));
      return ExitCode.WRONG_USAGE;
    }
    if (thrown instanceof SchemaException schema) {
      error(
          ONLY_VALIDATE
              .matcher(String.valueOf(schema.getMessage()))
              .replaceAll("use " + DatabaseOptions.NO_MIGRATE + " here"));
      return ExitCode.FAILED;
    }
    if (thrown instanceof KernelException known) {
      error(String.valueOf(known.getMessage()));
      return ExitCode.FAILED;
    }
    if (thrown instanceof UncheckedIOException || thrown instanceof IOException) {
      error(String.valueOf(thrown.getMessage()));
      return ExitCode.FAILED;
    }
    error("unexpected %s".formatted(thrown));
    if (!debug) {
      terminal.message("This is a defect. For details run it again with %s=1.".formatted(DEBUG));
    }
    return ExitCode.FAILED;
  }

  private void error(String message) {
    terminal.message(
        terminal.styledMessage(Style.BAD, "error:") + " " + Printable.of(message, 2_000));
  }

  private void details(Throwable thrown) {
    if (debug) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace, true));
      terminal.message(trace.toString());
    }
  }
}
