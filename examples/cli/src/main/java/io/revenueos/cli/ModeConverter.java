package io.revenueos.cli;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.policy.Mode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a mode; its error says which there are. */
final class ModeConverter implements ITypeConverter<Mode> {
  @Override
  public Mode convert(String text) {
    try {
      return Mode.parse("mode", text);
    } catch (InvalidInputException unknown) {
      throw new TypeConversionException(unknown.getMessage());
    }
  }
}
