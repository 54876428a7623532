package io.revenueos.cli.deals;

import io.revenueos.cro.pipeline.DealRow;
import io.revenueos.cro.pipeline.Outcome;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A CRM's export, read as a whole for its figures; nothing becomes an event.
 *
 * @param rows those that could be read, in the order of the file
 * @param refused those that could not
 * @param assumptions what is taken for granted and should be said
 * @param currency of the values; the last one when there are several
 * @param currencies how many there are
 */
public record DealFile(
    List<DealRow> rows,
    List<io.revenueos.cli.deals.DealRow.Refused> refused,
    List<String> assumptions,
    String currency,
    int currencies) {
  /** The events are thrown away, so it does not matter whose they would be. */
  private static final TenantScope NOBODY =
      TenantScope.of(TenantId.of("00000000-0000-4000-8000-000000000000"));

  public DealFile {
    rows = List.copyOf(rows);
    refused = List.copyOf(refused);
    assumptions = List.copyOf(assumptions);
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException when there is no header, or it lacks a
   *     column
   */
  public static DealFile read(InputStream file, String name, DealMapping mapping)
      throws IOException {
    DealExport export = DealExport.open(file, name, mapping, NOBODY);
    List<DealRow> rows = new ArrayList<>();
    List<io.revenueos.cli.deals.DealRow.Refused> refused = new ArrayList<>();
    List<String> currencies = new ArrayList<>();
    for (var next = export.next(); next.isPresent(); next = export.next()) {
      if (next.get() instanceof io.revenueos.cli.deals.DealRow.Imported imported) {
        rows.add(row(imported));
        text(imported.event().payload(), DealField.CURRENCY)
            .filter(currency -> !currencies.contains(currency))
            .ifPresent(currencies::add);
      } else {
        refused.add((io.revenueos.cli.deals.DealRow.Refused) next.get());
      }
    }
    String currency =
        currencies.isEmpty() ? DealMapping.DEFAULT_CURRENCY : currencies.get(currencies.size() - 1);
    return new DealFile(rows, refused, export.assumptions(), currency, currencies.size());
  }

  private static DealRow row(io.revenueos.cli.deals.DealRow.Imported imported) {
    JsonObject payload = imported.event().payload();
    return new DealRow(
        imported.row(),
        imported.event().entity().id(),
        text(payload, DealField.STAGE).orElse(""),
        text(payload, DealField.OWNER).orElse(""),
        text(payload, DealField.PRODUCT).orElse(""),
        payload.decimal(DealField.VALUE.key()).orElse(null),
        day(payload, DealField.ENGAGED_AT).orElse(null),
        day(payload, DealField.CLOSED_AT).orElse(null));
  }

  private static Optional<String> text(JsonObject payload, DealField field) {
    return payload.text(field.key());
  }

  private static Optional<LocalDate> day(JsonObject payload, DealField field) {
    return text(payload, field).map(LocalDate::parse);
  }

  /**
   * The day after the last one that the file knows of: the latest in it that is not after today.
   * Later ones are slips of the keyboard, or expectations.
   */
  public LocalDate asOf(LocalDate today) {
    return rows.stream()
        .flatMap(DealFile::facts)
        .filter(day -> !day.isAfter(today))
        .max(LocalDate::compareTo)
        .map(day -> day.plusDays(1))
        .orElse(today);
  }

  /** An open deal's close is an expectation and not a fact. */
  private static Stream<LocalDate> facts(DealRow row) {
    Stream<LocalDate> engaged = Stream.ofNullable(row.engagedOrNull());
    return Outcome.ofStage(row.stage()).closed()
        ? Stream.concat(engaged, Stream.ofNullable(row.closedOrNull()))
        : engaged;
  }
}
