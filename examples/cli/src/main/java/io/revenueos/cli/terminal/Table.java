package io.revenueos.cli.terminal;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table for people. Its cells may hold text from outside. */
public final class Table {
  private static final int MAX_CELL = 60;

  private final List<Column> columns = new ArrayList<>();
  private final List<Object[]> rows = new ArrayList<>();

  public static Table of(String... headers) {
    Table table = new Table();
    for (String header : headers) {
      table.columns.add(
          new Column()
              .header(header)
              .headerAlign(HorizontalAlign.LEFT)
              .dataAlign(HorizontalAlign.LEFT)
              .maxWidth(MAX_CELL, OverflowBehaviour.NEWLINE));
    }
    return table;
  }

  public Table row(Object... cells) {
    rows.add(Arrays.stream(cells).map(cell -> Printable.of(String.valueOf(cell))).toArray());
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public String toString() {
    return AsciiTable.builder()
        .lineSeparator("\n")
        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
        .data(columns.toArray(Column[]::new), rows.toArray(Object[][]::new))
        .asString()
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"));
  }
}
