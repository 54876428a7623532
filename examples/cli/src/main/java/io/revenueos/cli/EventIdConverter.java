package io.revenueos.cli;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.Text;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an event's number. */
final class EventIdConverter implements ITypeConverter<EventId> {
  @Override
  public EventId convert(String text) {
    try {
      return new EventId(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      throw new TypeConversionException("expected an event's number, found " + Text.quoted(text));
    }
  }
}
