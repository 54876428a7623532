package io.revenueos.cli;

import io.revenueos.kernel.store.WorkItem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code event:17}; its error says what one looks like. */
final class WorkItemConverter implements ITypeConverter<WorkItem> {
  private static final Pattern FORM = Pattern.compile("(event|action):([0-9]{1,18})");

  @Override
  public WorkItem convert(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new TypeConversionException(
          "expected event:NUMBER or action:NUMBER, found \"%s\"".formatted(text));
    }
    return new WorkItem(WorkItem.Kind.ofStored(form.group(1)), Long.parseLong(form.group(2)));
  }

  static String text(WorkItem item) {
    return item.kind().stored() + ":" + item.id();
  }
}
