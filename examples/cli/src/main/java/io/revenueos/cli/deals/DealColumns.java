package io.revenueos.cli.deals;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which column of a file is which field. Immutable. */
final class DealColumns {
  private static final String CODE = "invalid_header";

  private final List<String> headers;
  private final Map<DealField, Integer> positions;

  private DealColumns(List<String> headers, Map<DealField, Integer> positions) {
    this.headers = headers;
    this.positions = positions;
  }

  /**
   * @throws InvalidInputException when a column is missing or stands twice, naming those there are
   */
  static DealColumns of(List<String> headers, DealMapping mapping) {
    List<String> normalised = headers.stream().map(DealField::normalised).toList();
    Map<DealField, Integer> positions = new EnumMap<>(DealField.class);
    for (DealField field : DealField.values()) {
      String given = mapping.columns().get(field);
      if (given != null) {
        positions.put(field, mapped(field, given, headers, normalised));
      }
    }
    for (DealField field : EnumSet.complementOf(fields(positions))) {
      known(field, headers, normalised)
          .filter(column -> field == DealField.STATUS || !positions.containsValue(column))
          .ifPresent(column -> positions.put(field, column));
    }
    positions.remove(DealField.STATUS, positions.get(DealField.STAGE));
    for (DealField field : DealField.values()) {
      if (field.required() && !positions.containsKey(field)) {
        throw new InvalidInputException(
            CODE,
            "column for " + field.key(),
            "not found; give a mapping with {\"columns\":{\"%s\":\"...\"}}. The file has: %s"
                .formatted(field.key(), listed(headers)));
      }
    }
    return new DealColumns(headers, positions);
  }

  private static EnumSet<DealField> fields(Map<DealField, Integer> positions) {
    return positions.isEmpty()
        ? EnumSet.noneOf(DealField.class)
        : EnumSet.copyOf(positions.keySet());
  }

  private static int mapped(
      DealField field, String given, List<String> headers, List<String> normalised) {
    int exact = headers.indexOf(given);
    int column = exact >= 0 ? exact : normalised.indexOf(DealField.normalised(given));
    if (column < 0) {
      throw new InvalidInputException(
          CODE,
          "columns." + field.key(),
          "the file has no column %s; it has: %s".formatted(Text.quoted(given), listed(headers)));
    }
    return column;
  }

  private static Optional<Integer> known(
      DealField field, List<String> headers, List<String> normalised) {
    for (String alias : field.aliases()) {
      List<Integer> found =
          IntStream.range(0, normalised.size())
              .filter(column -> normalised.get(column).equals(alias))
              .boxed()
              .toList();
      if (found.size() > 1) {
        throw new InvalidInputException(
            CODE,
            "column " + Text.quoted(headers.get(found.get(0))),
            "stands %d times in the header; one is needed for %s"
                .formatted(found.size(), field.key()));
      }
      if (!found.isEmpty()) {
        return Optional.of(found.get(0));
      }
    }
    return Optional.empty();
  }

  private static String listed(List<String> headers) {
    return headers.stream().map(Text::quoted).collect(Collectors.joining(", "));
  }

  int count() {
    return headers.size();
  }

  boolean has(DealField field) {
    return positions.containsKey(field);
  }

  /** The field's column as the file names it; its key when the file has none. */
  String header(DealField field) {
    Integer position = positions.get(field);
    return position == null ? field.key() : headers.get(position);
  }

  /** The cell; empty when the column is missing or the cell is. */
  Optional<String> cell(DealField field, List<String> cells) {
    return Optional.ofNullable(positions.get(field))
        .map(cells::get)
        .filter(value -> !value.isEmpty());
  }

  /** The headers of columns that no field is taken from. */
  List<String> unused() {
    Set<Integer> used = Set.copyOf(positions.values());
    return IntStream.range(0, headers.size())
        .filter(column -> !used.contains(column))
        .mapToObj(headers::get)
        .toList();
  }
}
