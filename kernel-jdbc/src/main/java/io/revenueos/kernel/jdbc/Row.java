package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** A row of an answer, read by the names of its columns, the same on every database. */
public final class Row {
  private final ResultSet columns;

  private Row(ResultSet columns) {
    this.columns = columns;
  }

  /** Makes a value of a row. */
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  /** For {@code query.map(Row.as(Leads::lead))}. */
  public static <T> RowMapper<T> as(Reader<T> reader) {
    return (columns, context) -> reader.read(new Row(columns));
  }

  public UUID uuid(String column) throws SQLException {
    return columns.getObject(column, UUID.class);
  }

  public @Nullable UUID uuidOrNull(String column) throws SQLException {
    return columns.getObject(column, UUID.class);
  }

  /** {@code workspace_id}; null for a row that is the whole tenant's. */
  public @Nullable WorkspaceId workspaceOrNull() throws SQLException {
    UUID workspace = uuidOrNull("workspace_id");
    return workspace == null ? null : new WorkspaceId(workspace);
  }

  public @Nullable UserId userOrNull(String column) throws SQLException {
    UUID user = uuidOrNull(column);
    return user == null ? null : new UserId(user);
  }

  public String text(String column) throws SQLException {
    return columns.getString(column);
  }

  public @Nullable String textOrNull(String column) throws SQLException {
    return columns.getString(column);
  }

  /** One of a column's few words: {@code closed_won} is {@code CLOSED_WON}. */
  public <E extends Enum<E>> E word(String column, Class<E> words) throws SQLException {
    return Enum.valueOf(words, text(column).toUpperCase(Locale.ROOT));
  }

  /** An array of texts; what is null in it is left out. */
  public List<String> texts(String column) throws SQLException {
    Array array = columns.getArray(column);
    return Stream.of((Object[]) array.getArray())
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .toList();
  }

  public JsonObject json(String column) throws SQLException {
    return Sql.json(columns, column);
  }

  public Instant time(String column) throws SQLException {
    return Sql.instant(columns, column);
  }

  public @Nullable Instant timeOrNull(String column) throws SQLException {
    return Sql.instantOrNull(columns, column);
  }

  public @Nullable LocalDate dayOrNull(String column) throws SQLException {
    return columns.getObject(column, LocalDate.class);
  }

  public long number(String column) throws SQLException {
    return columns.getLong(column);
  }

  public @Nullable Long numberOrNull(String column) throws SQLException {
    long number = columns.getLong(column);
    return columns.wasNull() ? null : number;
  }

  public @Nullable Integer integerOrNull(String column) throws SQLException {
    int number = columns.getInt(column);
    return columns.wasNull() ? null : number;
  }

  public @Nullable BigDecimal decimalOrNull(String column) throws SQLException {
    return columns.getBigDecimal(column);
  }

  public boolean flag(String column) throws SQLException {
    return columns.getBoolean(column);
  }

  /** An amount in one column, and its currency in another. */
  public Money money(String column, String currency) throws SQLException {
    return new Money(columns.getBigDecimal(column), currency(currency));
  }

  /** As {@link #money}; null when there is no amount. */
  public @Nullable Money moneyOrNull(String column, String currency) throws SQLException {
    BigDecimal amount = decimalOrNull(column);
    return amount == null ? null : new Money(amount, currency(currency));
  }

  private Currency currency(String column) throws SQLException {
    try {
      return Currency.getInstance(text(column));
    } catch (IllegalArgumentException unknown) {
      throw new JdbcStoreException(
          "22023",
          "expected a code of ISO 4217 in column %s, found another".formatted(column),
          unknown);
    }
  }
}
