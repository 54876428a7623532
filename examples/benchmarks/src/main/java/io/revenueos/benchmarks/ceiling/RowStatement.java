package io.revenueos.benchmarks.ceiling;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;

/**
 * A statement about units that are its parameters: many as one array per column, or a single one as
 * values.
 */
final class RowStatement {
  private final List<Column> columns;
  private final String batch;
  private final String single;

  /** A column, with its value by the number of the unit. */
  record Column(String name, String type, IntFunction<Object> value) {
    static Column uuid(String name, IntFunction<Object> value) {
      return new Column(name, "uuid", value);
    }

    static Column text(String name, IntFunction<Object> value) {
      return new Column(name, "text", value);
    }

    static Column number(String name, IntToLongFunction value) {
      return new Column(name, "bigint", value::applyAsLong);
    }

    boolean isNumber() {
      return type.equals("bigint");
    }
  }

  /**
   * @param text with {@code %s} where the units stand, one row each, called {@code r}
   */
  RowStatement(String text, Column... columns) {
    this.columns = List.of(columns);
    this.batch =
        text.formatted("unnest(%s) as r (%s)".formatted(casts("cast(? as %s[])"), names()));
    this.single =
        text.formatted("(values (%s)) as r (%s)".formatted(casts("cast(? as %s)"), names()));
  }

  /** For any number of units at once. */
  String batch() {
    return batch;
  }

  /** For one unit. */
  String single() {
    return single;
  }

  private String casts(String form) {
    return columns.stream()
        .map(column -> form.formatted(column.type()))
        .collect(Collectors.joining(", "));
  }

  private String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /**
   * @param first the first parameter of this statement
   * @return the next parameter after this statement
   */
  int bindBatch(PreparedStatement statement, int first, int from, int units) throws SQLException {
    int parameter = first;
    for (Column column : columns) {
      bindArray(statement, parameter++, column, from, units);
    }
    return parameter;
  }

  private static void bindArray(
      PreparedStatement statement, int parameter, Column column, int from, int units)
      throws SQLException {
    if (column.isNumber()) {
      long[] numbers = new long[units];
      for (int n = 0; n < units; n++) {
        numbers[n] = (Long) column.value().apply(from + n);
      }
      statement.setObject(parameter, numbers);
    } else {
      String[] texts = new String[units];
      for (int n = 0; n < units; n++) {
        texts[n] = column.value().apply(from + n).toString();
      }
      statement.setArray(parameter, statement.getConnection().createArrayOf(column.type(), texts));
    }
  }

  /** As {@link #bindBatch}, for the statement of one unit. */
  int bindSingle(PreparedStatement statement, int first, int unit) throws SQLException {
    int parameter = first;
    for (Column column : columns) {
      Object value = column.value().apply(unit);
      if (column.isNumber()) {
        statement.setLong(parameter++, (Long) value);
      } else {
        statement.setString(parameter++, value.toString());
      }
    }
    return parameter;
  }
}
