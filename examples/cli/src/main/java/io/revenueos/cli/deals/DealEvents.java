package io.revenueos.cli.deals;

import io.revenueos.cli.csv.CsvRow;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.KernelEventBuilder;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes a row an event {@code deal_imported} from {@code crm} about its deal. A cell that is empty
 * is left out and noted; a cell that is there and cannot be read refuses its row. Not thread-safe.
 */
final class DealEvents {
  private static final String CODE = "invalid_row";
  private static final int MAX_ID_LENGTH = 255;

  private final DealColumns columns;
  private final DealMapping mapping;
  private final TenantScope scope;
  private final String correlation;
  private final Amount amounts;
  private final DealDates dates;
  private final Stages stages;
  private final Map<DealField, Spellings> spellings = new EnumMap<>(DealField.class);

  DealEvents(DealColumns columns, DealMapping mapping, TenantScope scope, String correlation) {
    this.columns = columns;
    this.mapping = mapping;
    this.scope = scope;
    this.correlation = correlation;
    this.amounts = new Amount(mapping.decimalSeparator());
    this.dates = new DealDates(mapping.dateFormat());
    this.stages = new Stages(mapping.stages());
    List.of(DealField.ACCOUNT, DealField.OWNER, DealField.PRODUCT)
        .forEach(field -> spellings.put(field, new Spellings()));
  }

  /** One row on its way to being an event. */
  private record Draft(
      long row, List<String> cells, Map<String, Object> payload, List<FieldNote> notes) {}

  DealRow of(CsvRow.Cells row) {
    Draft draft = new Draft(row.line(), row.values(), new LinkedHashMap<>(), new ArrayList<>());
    try {
      return new DealRow.Imported(row.line(), event(draft), draft.notes());
    } catch (InvalidInputException refused) {
      return new DealRow.Refused(
          row.line(), refused.code(), refused.field(), String.valueOf(refused.getMessage()));
    }
  }

  private KernelEvent event(Draft draft) {
    List<InvalidInputException> wrong = new ArrayList<>();
    String id = read(wrong, () -> id(draft), "");
    text(draft, DealField.NAME);
    text(draft, DealField.ACCOUNT);
    text(draft, DealField.OWNER);
    text(draft, DealField.PRODUCT);
    stage(draft);
    read(wrong, () -> value(draft), false);
    Optional<LocalDate> engaged =
        read(wrong, () -> date(draft, DealField.ENGAGED_AT), Optional.empty());
    Optional<LocalDate> closed =
        read(wrong, () -> date(draft, DealField.CLOSED_AT), Optional.empty());
    if (!wrong.isEmpty()) {
      throw all(wrong);
    }
    if (engaged.isPresent() && closed.isPresent() && closed.get().isBefore(engaged.get())) {
      note(draft, DealField.CLOSED_AT, "is before " + columns.header(DealField.ENGAGED_AT));
    }
    JsonObject payload = JsonObject.of(draft.payload());
    KernelEventBuilder event =
        KernelEvent.of("deal_imported")
            .in(scope)
            .from("crm")
            .about("deal", id)
            .correlatedBy(correlation)
            .idempotencyKey(RowKey.of(id, payload))
            .withAll(payload);
    closed
        .or(() -> engaged)
        .ifPresent(day -> event.occurredAt(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    return event.build();
  }

  /** Reads one field; what is wrong with it is kept, so that a row names every field at once. */
  private static <T> T read(List<InvalidInputException> wrong, Supplier<T> field, T whenItIsWrong) {
    try {
      return field.get();
    } catch (InvalidInputException refused) {
      wrong.add(refused);
      return whenItIsWrong;
    }
  }

  private static InvalidInputException all(List<InvalidInputException> wrong) {
    String others =
        wrong.stream()
            .skip(1)
            .map(other -> "; " + other.getMessage())
            .collect(Collectors.joining());
    InvalidInputException first = wrong.get(0);
    return new InvalidInputException(first.code(), first.field(), first.problem() + others);
  }

  private String id(Draft draft) {
    String column = columns.header(DealField.DEAL_ID);
    String id =
        columns
            .cell(DealField.DEAL_ID, draft.cells())
            .orElseThrow(() -> invalid(DealField.DEAL_ID, "expected the deal's id, found nothing"));
    return Text.name(CODE, column, id, MAX_ID_LENGTH);
  }

  private void text(Draft draft, DealField field) {
    cell(draft, field)
        .map(value -> mapping.replaced(field, value))
        .ifPresent(
            value -> {
              draft.payload().put(field.key(), value);
              Optional.ofNullable(spellings.get(field))
                  .flatMap(seen -> seen.note(value, draft.row()))
                  .ifPresent(message -> note(draft, field, message));
            });
  }

  private void stage(Draft draft) {
    Optional<String> end =
        columns.cell(DealField.STATUS, draft.cells()).map(stages::of).filter(Stages::closed);
    cell(draft, DealField.STAGE)
        .map(stages::of)
        .map(stage -> end.orElse(stage))
        .or(() -> end)
        .filter(stage -> !stage.isEmpty())
        .ifPresent(stage -> draft.payload().put(DealField.STAGE.key(), stage));
  }

  /**
   * @return whether the row has a value
   */
  private boolean value(Draft draft) {
    Optional<String> cell = cell(draft, DealField.VALUE);
    if (cell.isEmpty()) {
      return false;
    }
    BigDecimal value =
        amounts
            .parse(cell.get())
            .orElseThrow(
                () ->
                    invalid(
                        DealField.VALUE,
                        "expected a number such as 1234%s50, found %s"
                            .formatted(mapping.decimalSeparator(), Text.quoted(cell.get()))));
    if (value.signum() < 0) {
      note(draft, DealField.VALUE, "is negative");
    }
    draft.payload().put(DealField.VALUE.key(), value);
    draft.payload().put(DealField.CURRENCY.key(), currency(draft));
    return true;
  }

  private String currency(Draft draft) {
    Optional<String> cell =
        cell(draft, DealField.CURRENCY).map(text -> mapping.replaced(DealField.CURRENCY, text));
    if (cell.isEmpty()) {
      return mapping.currency().orElse(DealMapping.DEFAULT_CURRENCY);
    }
    String currency = cell.get().toUpperCase(Locale.ROOT);
    if (!Amount.isCurrency(currency)) {
      throw invalid(
          DealField.CURRENCY,
          "expected three letters such as EUR, found " + Text.quoted(cell.get()));
    }
    return currency;
  }

  private Optional<LocalDate> date(Draft draft, DealField field) {
    Optional<LocalDate> date =
        cell(draft, field)
            .map(
                text ->
                    dates
                        .parse(text)
                        .orElseThrow(
                            () ->
                                invalid(
                                    field,
                                    "expected %s, found %s"
                                        .formatted(dates.expected(), Text.quoted(text)))));
    date.ifPresent(day -> draft.payload().put(field.key(), day.toString()));
    return date;
  }

  /** The cell; noted when the column is there and the cell is empty. */
  private Optional<String> cell(Draft draft, DealField field) {
    Optional<String> cell = columns.cell(field, draft.cells());
    if (cell.isEmpty() && columns.has(field)) {
      note(draft, field, "empty");
    }
    return cell;
  }

  private void note(Draft draft, DealField field, String message) {
    draft.notes().add(new FieldNote(columns.header(field), message));
  }

  private InvalidInputException invalid(DealField field, String problem) {
    return new InvalidInputException(CODE, columns.header(field), problem);
  }
}
