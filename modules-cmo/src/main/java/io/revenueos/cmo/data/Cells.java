package io.revenueos.cmo.data;

import io.revenueos.kernel.json.JsonObject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values of this package stand in columns, the same on every database. */
final class Cells {
  private static final String LIST = "list";

  private Cells() {}

  /** Empty text is kept as nothing. */
  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null
        ? List.of()
        : Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
  }

  static JsonObject json(ResultSet row, String column) throws SQLException {
    return JsonObject.parse(row.getString(column));
  }

  /** A list in a column that holds JSON. */
  static List<?> list(ResultSet row, String column) throws SQLException {
    JsonObject wrapped = JsonObject.parse("{\"%s\":%s}".formatted(LIST, row.getString(column)));
    return wrapped.list(LIST).orElse(List.of());
  }

  /** As {@link #list}, to be bound as text. */
  static String json(List<?> list) {
    String wrapped = JsonObject.of(LIST, list).toJson();
    return wrapped.substring(wrapped.indexOf('['), wrapped.length() - 1);
  }

  static UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static @Nullable UUID idOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static String stored(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E choice(Class<E> type, ResultSet row, String column)
      throws SQLException {
    return Enum.valueOf(type, row.getString(column).toUpperCase(Locale.ROOT));
  }
}
