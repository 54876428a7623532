package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.jdbc.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a task or a recommendation is about.
 *
 * @param leadOrNull its lead, where it has a row
 * @param dealOrNull its deal, where it has a row
 */
public record Subject(Target target, @Nullable LeadId leadOrNull, @Nullable DealId dealOrNull) {
  static Subject of(Row row) throws SQLException {
    Target target =
        new Target(Target.Kind.ofStored(row.text("target_kind")), row.text("target_id"));
    return new Subject(target, DealRows.leadOrNull(row), DealRows.dealOrNull(row));
  }
}
