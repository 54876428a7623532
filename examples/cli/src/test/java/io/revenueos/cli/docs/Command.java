package io.revenueos.cli.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A command as a page has it, without the name of the program. */
record Command(List<String> arguments) {

  /** All commands of a page, in and outside of blocks; comments behind them are left out. */
  static List<Command> of(Page page) {
    return page.mentions("(?m)(?<=^(?: {4})?examples/revenue )[^#\\n]*").stream()
        .map(line -> new Command(List.of(line.strip().split(" +"))))
        .toList();
  }

  /** Whether it begins so. */
  boolean is(String... words) {
    return arguments.size() >= words.length
        && arguments.subList(0, words.length).equals(Arrays.asList(words));
  }

  /** The same with paths in the place of names of files. */
  String[] on(Map<String, Path> files, String... more) {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      Path file = files.get(argument);
      all.add(file == null ? argument : file.toString());
    }
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  @Override
  public String toString() {
    return String.join(" ", arguments);
  }
}
