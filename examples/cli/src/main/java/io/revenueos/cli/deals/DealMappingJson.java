package io.revenueos.cli.deals;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link DealMapping}, read strictly. */
final class DealMappingJson {
  private static final String CODE = "invalid_mapping";
  private static final List<String> KEYS =
      List.of(
          "columns",
          "stages",
          "values",
          "date_format",
          "delimiter",
          "decimal_separator",
          "currency");
  private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9_]{0,99}");

  private final JsonObject json;

  private DealMappingJson(JsonObject json) {
    this.json = json;
  }

  static DealMapping read(String text) {
    return new DealMappingJson(JsonObject.parse(text)).read();
  }

  private DealMapping read() {
    for (String key : json.keys()) {
      if (!KEYS.contains(key)) {
        throw invalid(key, "unknown key; allowed: " + String.join(", ", KEYS));
      }
    }
    return new DealMapping(
        columns(), stages(), values(), dateFormat(), delimiter(), decimalSeparator(), currency());
  }

  private Map<DealField, String> columns() {
    Map<DealField, String> columns = new EnumMap<>(DealField.class);
    texts("columns", json)
        .forEach((key, header) -> columns.put(field("columns." + key, key), header));
    return columns;
  }

  private Map<String, String> stages() {
    Map<String, String> stages = new HashMap<>();
    texts("stages", json)
        .forEach(
            (from, to) -> {
              if (!STAGE.matcher(to).matches()) {
                throw invalid(
                    "stages." + from, "expected lower_snake_case, found \"%s\"".formatted(to));
              }
              stages.put(DealField.normalised(from), to);
            });
    return stages;
  }

  private Map<DealField, Map<String, String>> values() {
    Map<DealField, Map<String, String>> values = new EnumMap<>(DealField.class);
    JsonObject section = section("values", json);
    for (String key : section.keys()) {
      DealField field = field("values." + key, key);
      if (!field.replaceable()) {
        throw invalid(
            "values." + key,
            "only name, account, owner, product and currency have values to replace"
                + (field == DealField.STAGE ? "; use \"stages\"" : ""));
      }
      values.put(field, texts(key, section));
    }
    return values;
  }

  private @Nullable DateTimeFormatter dateFormat() {
    String pattern = text("date_format");
    try {
      return pattern == null ? null : DealDates.formatter(pattern);
    } catch (IllegalArgumentException notAPattern) {
      throw invalid(
          "date_format",
          "expected a pattern such as MM/dd/yyyy, found \"%s\" (%s)"
              .formatted(pattern, notAPattern.getMessage()));
    }
  }

  private @Nullable Character delimiter() {
    String text = text("delimiter");
    if (text == null) {
      return null;
    }
    String delimiter = text.equals("tab") ? "\t" : text;
    boolean usable =
        delimiter.length() == 1
            && !Character.isLetterOrDigit(delimiter.charAt(0))
            && "\"\r\n ".indexOf(delimiter.charAt(0)) < 0;
    if (!usable) {
      throw invalid(
          "delimiter", "expected one character such as \";\", found \"%s\"".formatted(text));
    }
    return delimiter.charAt(0);
  }

  private char decimalSeparator() {
    String text = text("decimal_separator");
    if (text == null) {
      return '.';
    }
    if (!text.equals(".") && !text.equals(",")) {
      throw invalid("decimal_separator", "expected \".\" or \",\", found \"%s\"".formatted(text));
    }
    return text.charAt(0);
  }

  private @Nullable String currency() {
    String text = text("currency");
    if (text != null && !Amount.isCurrency(text)) {
      throw invalid(
          "currency", "expected three capital letters such as EUR, found \"%s\"".formatted(text));
    }
    return text;
  }

  private static DealField field(String path, String key) {
    return DealField.ofKey(key)
        .orElseThrow(() -> invalid(path, "unknown field; allowed: " + DealField.keys()));
  }

  private @Nullable String text(String key) {
    if (json.value(key).isPresent() && json.text(key).isEmpty()) {
      throw invalid(key, "expected text, found " + json.describe(key));
    }
    return json.text(key).orElse(null);
  }

  private static Map<String, String> texts(String key, JsonObject parent) {
    JsonObject section = section(key, parent);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : section.keys()) {
      texts.put(
          name,
          section
              .text(name)
              .orElseThrow(
                  () ->
                      invalid(key + "." + name, "expected text, found " + section.describe(name))));
    }
    return texts;
  }

  private static JsonObject section(String key, JsonObject parent) {
    if (parent.has(key) && parent.object(key).isEmpty()) {
      throw invalid(key, "expected an object, found " + parent.describe(key));
    }
    return parent.object(key).orElse(JsonObject.empty());
  }

  private static InvalidInputException invalid(String path, String problem) {
    return new InvalidInputException(CODE, path, problem);
  }
}
