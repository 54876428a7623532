package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.Row;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes deals of rows. */
final class DealRows {
  private DealRows() {}

  static Deal deal(Row row) throws SQLException {
    return new Deal(
        new DealId(row.uuid("id")),
        row.workspaceOrNull(),
        leadOrNull(row),
        new DealDetails(
            row.text("name"),
            terms(row),
            row.userOrNull("owner_id"),
            row.textOrNull("competitor"),
            row.textOrNull("notes"),
            background(row)),
        history(row));
  }

  static @Nullable LeadId leadOrNull(Row row) throws SQLException {
    UUID lead = row.uuidOrNull("lead_id");
    return lead == null ? null : new LeadId(lead);
  }

  static @Nullable DealId dealOrNull(Row row) throws SQLException {
    UUID deal = row.uuidOrNull("deal_id");
    return deal == null ? null : new DealId(deal);
  }

  private static DealTerms terms(Row row) throws SQLException {
    return new DealTerms(
        row.text("stage"),
        row.moneyOrNull("value", "currency"),
        row.integerOrNull("probability"),
        row.dayOrNull("expected_close_date"));
  }

  private static DealBackground background(Row row) throws SQLException {
    return new DealBackground(
        row.textOrNull("product"),
        row.dayOrNull("started_on"),
        row.textOrNull("stakeholder_access") == null
            ? null
            : row.word("stakeholder_access", DealBackground.Access.class));
  }

  private static Deal.History history(Row row) throws SQLException {
    return new Deal.History(
        row.dayOrNull("actual_close_date"),
        row.timeOrNull("last_activity_at"),
        row.userOrNull("created_by"),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
