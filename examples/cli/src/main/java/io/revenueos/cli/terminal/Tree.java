package io.revenueos.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** A tree for people: a title, what there is to say about it, and its branches. */
public final class Tree {
  private final String title;
  private final List<String> details = new ArrayList<>();
  private final List<Tree> branches = new ArrayList<>();

  /**
   * @param title may be styled; whatever comes from outside is {@link Printable} already
   */
  public Tree(String title) {
    this.title = title;
  }

  /** Adds a line below the title. May hold text from outside. */
  public Tree detail(String name, Object value) {
    details.add(name + ": " + Printable.of(value.toString()));
    return this;
  }

  public Tree branch(Tree branch) {
    branches.add(branch);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    append(out, "", "");
    return out.substring(0, out.length() - 1);
  }

  private void append(StringBuilder out, String first, String rest) {
    out.append(first).append(title).append('\n');
    String stem = rest + (branches.isEmpty() ? "  " : "\u2502 ");
    details.forEach(line -> out.append(stem).append(' ').append(line).append('\n'));
    for (int i = 0; i < branches.size(); i++) {
      boolean last = i == branches.size() - 1;
      branches
          .get(i)
          .append(
              out,
              rest + (last ? "\u2514\u2500 " : "\u251C\u2500 "),
              rest + (last ? "   " : "\u2502  "));
    }
  }
}
