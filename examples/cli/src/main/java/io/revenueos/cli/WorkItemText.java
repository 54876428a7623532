package io.revenueos.cli;

import io.revenueos.kernel.store.WorkItem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code event:17}: an event or action as the commands print and read it. */
final class WorkItemText {
  private static final Pattern FORM = Pattern.compile("(event|action):([0-9]{1,18})");

  private WorkItemText() {}

  /**
   * @throws IllegalArgumentException saying what one looks like
   */
  static WorkItem parse(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected event:NUMBER or action:NUMBER, found \"%s\"".formatted(text));
    }
    return new WorkItem(WorkItem.Kind.ofStored(form.group(1)), Long.parseLong(form.group(2)));
  }

  static String text(WorkItem item) {
    return item.kind().stored() + ":" + item.id();
  }
}
