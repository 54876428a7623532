package io.revenueos.benchmarks.ceiling;

import static io.revenueos.benchmarks.ceiling.RowStatement.Column.number;
import static io.revenueos.benchmarks.ceiling.RowStatement.Column.text;

import java.util.List;

/** One row per unit, with nothing in it but a number and a payload. */
final class MinimalRows {
  static final String TABLE = "create table units (id bigint primary key, payload jsonb not null)";
  static final List<String> TABLES = List.of("units");

  static final RowStatement INSERT =
      new RowStatement(
          "insert into units (id, payload) select r.id, cast(r.payload as jsonb) from %s",
          number("id", unit -> unit), text("payload", unit -> "{\"score\":" + unit % 100 + "}"));
  static final RowStatement DELETE =
      new RowStatement(
          "delete from units u using %s where u.id = r.id", number("id", unit -> unit));

  private MinimalRows() {}
}
