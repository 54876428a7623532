package io.revenueos.cli;

import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An agent's answer for people, whatever the agent: texts first, then figures, then lists. */
record AnswerReport(Terminal terminal) {
  private static final String SUMMARY = "summary";
  private static final String GENERATED_BY = "generated_by";
  private static final int MAX_TEXT = 4_000;

  void show(JsonObject answer, EventId request) {
    answer.text(SUMMARY).ifPresent(this::text);
    Table single = Table.of("figure", "value");
    singles(single, "", answer);
    if (!single.isEmpty()) {
      terminal.result(single);
    }
    lists("", answer);
    terminal.message(
        "worded by: %s; see: revenue explain %s"
            .formatted(Printable.of(answer.text(GENERATED_BY).orElse("?")), request));
  }

  private void text(String text) {
    terminal.result(Printable.of(text, MAX_TEXT));
  }

  private void singles(Table table, String prefix, JsonObject object) {
    object
        .members()
        .forEach(
            (key, value) -> {
              if (value instanceof JsonObject inner) {
                singles(table, name(prefix, key), inner);
              } else if (!(value instanceof List) && !isSaid(prefix, key)) {
                table.row(name(prefix, key), cell(value));
              }
            });
  }

  private static boolean isSaid(String prefix, String key) {
    return prefix.isEmpty() && (key.equals(SUMMARY) || key.equals(GENERATED_BY));
  }

  /** {@code figures.rule.commit} is the commit of the rule. */
  private static String name(String prefix, String key) {
    String words = key.replace('_', ' ');
    return prefix.isEmpty() || prefix.equals("figures") ? words : prefix + ", " + words;
  }

  private void lists(String prefix, JsonObject object) {
    for (Map.Entry<String, @Nullable Object> member : object.members().entrySet()) {
      String name = name(prefix, member.getKey());
      if (member.getValue() instanceof JsonObject inner) {
        lists(name, inner);
      } else if (member.getValue() instanceof List<?> items && !items.isEmpty()) {
        terminal.result("");
        terminal.result(terminal.styled(Style.STRONG, name));
        list(items);
      }
    }
  }

  private void list(List<?> items) {
    Set<String> columns = new LinkedHashSet<>();
    items.forEach(
        item -> {
          if (item instanceof JsonObject row) {
            columns.addAll(row.keys());
          }
        });
    if (columns.isEmpty()) {
      items.forEach(item -> terminal.result("- " + Printable.of(cell(item), MAX_TEXT)));
      return;
    }
    Table table =
        Table.of(columns.stream().map(key -> key.replace('_', ' ')).toArray(String[]::new));
    for (Object item : items) {
      if (item instanceof JsonObject row) {
        table.row(columns.stream().map(key -> (Object) cell(row.members().get(key))).toArray());
      }
    }
    terminal.result(table);
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "-";
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
