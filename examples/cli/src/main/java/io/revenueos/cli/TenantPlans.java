package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.kernel.jdbc.Changes;

/** How what became of a plan is shown. */
final class TenantPlans {
  private TenantPlans() {}

  /** For a person: {@code 12 rows added, 1 updated, 3 unchanged}. */
  static String summary(Changes changes) {
    Changes.Count total = changes.total();
    return "%,d rows added, %,d updated, %,d unchanged"
        .formatted(total.added(), total.updated(), total.unchanged());
  }

  /** By table. */
  static JsonLine json(Changes changes) {
    JsonLine tables = JsonLine.empty();
    changes
        .tables()
        .forEach(
            (table, count) ->
                tables.with(
                    table,
                    JsonLine.of("added", count.added())
                        .with("updated", count.updated())
                        .with("unchanged", count.unchanged())));
    return tables;
  }
}
