package io.revenueos.cmo.data;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Money that may be spent.
 *
 * @param amount 0 or more, up to 40 digits before and after the point
 * @param currency three capitals: {@code USD}
 */
public record Budget(BigDecimal amount, String currency) {
  static final String DEFAULT_CURRENCY = "USD";

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /**
   * @throws InvalidInputException naming the column of what cannot be
   */
  public Budget {
    amount = Checks.plain("budget_allocated", amount);
    if (amount.signum() < 0) {
      throw new InvalidInputException(
          Checks.CODE, "budget_allocated", "expected 0 or more, found " + amount.toPlainString());
    }
    checkCurrency(currency);
  }

  static void checkCurrency(String currency) {
    if (!CURRENCY.matcher(currency).matches()) {
      throw new InvalidInputException(
          Checks.CODE, "currency", "expected three capitals, found " + Text.quoted(currency));
    }
  }

  static void bind(SqlStatement<?> statement, @Nullable Budget budget) {
    statement
        .bind("budget", budget == null ? null : budget.amount())
        .bind("currency", budget == null ? DEFAULT_CURRENCY : budget.currency());
  }

  static @Nullable Budget readOrNull(ResultSet row) throws SQLException {
    BigDecimal amount = row.getBigDecimal("budget_allocated");
    return amount == null ? null : new Budget(amount, row.getString("currency"));
  }
}
