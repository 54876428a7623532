package io.revenueos.cli;

import io.revenueos.cli.input.Line;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.KernelException;
import java.util.Optional;

/**
 * Why a piece of input was not taken.
 *
 * @param field the path of what is wrong; empty when the input as a whole is
 */
record Refusal(String code, String field, String message) {

  static Refusal of(KernelException refused) {
    return new Refusal(
        refused.code(),
        refused instanceof InvalidInputException invalid ? invalid.field() : "",
        String.valueOf(refused.getMessage()));
  }

  static Refusal of(Line.Unreadable line) {
    return new Refusal(line.code(), "", line.message());
  }

  /** The error alone. */
  JsonLine error() {
    return JsonLine.of("code", code)
        .with("field", Optional.of(field).filter(path -> !path.isEmpty()))
        .with("message", message);
  }

  JsonLine json(String unit, long number) {
    return JsonLine.of(unit, number).with("error", error());
  }

  String human(Terminal terminal, String unit, long number) {
    return "%s %d: %s: %s"
        .formatted(unit, number, terminal.styled(Style.BAD, "refused"), Printable.of(message));
  }
}
