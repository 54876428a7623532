package io.revenueos.cli.deals;

import io.revenueos.kernel.error.InvalidInputException;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file differs from what is assumed. Immutable.
 *
 * @param columns the header of a field's column, as given
 * @param stages stages by the normalised name the file uses
 * @param values replacements per field
 * @param dateFormatOrNull null means ISO-8601
 * @param delimiterOrNull null means: find out from the header
 * @param decimalSeparator a point or a comma
 * @param currencyOrNull of rows that do not name one; null means US dollars, said aloud
 */
public record DealMapping(
    Map<DealField, String> columns,
    Map<String, String> stages,
    Map<DealField, Map<String, String>> values,
    @Nullable DateTimeFormatter dateFormatOrNull,
    @Nullable Character delimiterOrNull,
    char decimalSeparator,
    @Nullable String currencyOrNull) {

  static final String DEFAULT_CURRENCY = "USD";

  /** Nothing differs. */
  public static final DealMapping DEFAULT =
      new DealMapping(Map.of(), Map.of(), Map.of(), null, null, '.', null);

  public DealMapping {
    columns = Map.copyOf(columns);
    stages = Map.copyOf(stages);
    values = Map.copyOf(values);
  }

  /**
   * Reads a mapping file.
   *
   * @throws InvalidInputException naming the path of what is wrong and what is allowed
   */
  public static DealMapping parse(String json) {
    return DealMappingJson.read(json);
  }

  Optional<DateTimeFormatter> dateFormat() {
    return Optional.ofNullable(dateFormatOrNull);
  }

  Optional<Character> delimiter() {
    return Optional.ofNullable(delimiterOrNull);
  }

  Optional<String> currency() {
    return Optional.ofNullable(currencyOrNull);
  }

  /** The value that stands for one in the file. */
  String replaced(DealField field, String value) {
    return values.getOrDefault(field, Map.of()).getOrDefault(value, value);
  }
}
