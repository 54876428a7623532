package io.revenueos.cli.deals;

import io.revenueos.cro.pipeline.Outcome;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.crm.CrmDealId;
import io.revenueos.kernel.jdbc.crm.CrmDeals;
import io.revenueos.kernel.jdbc.crm.DealBackground;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the deals of an export as rows of the tenant's, which forecasts, reviews and the AI CRO go
 * by. Not thread-safe.
 */
public final class KeptDeals {
  private static final String CODE = "invalid_row";
  private static final int MAX_NAME = 200;
  private static final FieldNote UNDATED =
      new FieldNote(
          DealField.ENGAGED_AT.key(),
          "not kept as a deal: the row does not say when work on it began");

  private final CrmDeals deals;
  private final TenantScope scope;
  private final Map<String, DealRow.Imported> seen = new HashMap<>();
  private final FirstRows undated = new FirstRows();

  public KeptDeals(CrmDeals deals, TenantScope scope) {
    this.deals = deals;
    this.scope = scope;
  }

  /**
   * Adds the deal, or changes the one that the same id of the CRM's came to before. A row that does
   * not say when work began is not kept: its deal would count from the day of the import.
   *
   * @return why it was not kept
   * @throws InvalidInputException when no deal is like that, or an earlier row of the file has the
   *     same id and says something else
   */
  public Optional<FieldNote> keep(DealRow.Imported row) {
    String id = row.event().entity().id();
    requireNoOther(id, row);
    JsonObject payload = row.event().payload();
    if (day(payload, DealField.ENGAGED_AT).isEmpty()) {
      undated.add(row.row());
      return Optional.of(UNDATED);
    }
    put(id, payload);
    return Optional.empty();
  }

  /** How many rows were not kept and why, in a sentence; empty when all were. */
  public Optional<String> notKept() {
    return Optional.of(undated)
        .filter(rows -> rows.count() > 0)
        .map(
            rows ->
                "not kept as deals: %,d %s not say when work on %s began (%s)"
                    .formatted(
                        rows.count(),
                        rows.count() == 1 ? "row does" : "rows do",
                        rows.count() == 1 ? "it" : "them",
                        rows));
  }

  private void put(String id, JsonObject payload) {
    String stage =
        text(payload, DealField.STAGE)
            .orElseThrow(() -> invalid(DealField.STAGE, "expected a stage, found nothing"));
    Optional<LocalDate> closed = day(payload, DealField.CLOSED_AT);
    CrmDealId key = new CrmDealId(id);
    if (Outcome.ofStage(stage).closed()) {
      LocalDate on =
          closed.orElseThrow(
              () ->
                  invalid(
                      DealField.CLOSED_AT,
                      "expected the day on which it closed, found nothing; the stage is " + stage));
      deals.putClosed(scope, key, details(id, payload, DealTerms.in(stage)), on);
    } else {
      DealTerms terms = DealTerms.in(stage);
      deals.put(scope, key, details(id, payload, closed.map(terms::closingOn).orElse(terms)));
    }
  }

  private void requireNoOther(String id, DealRow.Imported row) {
    DealRow.Imported first = seen.putIfAbsent(id, row);
    if (first != null && !first.event().payload().equals(row.event().payload())) {
      throw invalid(
          DealField.DEAL_ID,
          "row %d has the same id and says something else".formatted(first.row()));
    }
  }

  private static DealDetails details(String id, JsonObject payload, DealTerms terms) {
    Optional<Money> value =
        payload
            .decimal(DealField.VALUE.key())
            .map(
                amount ->
                    Money.of(
                        amount.toPlainString(),
                        text(payload, DealField.CURRENCY).orElse(DealMapping.DEFAULT_CURRENCY)));
    DealBackground known =
        text(payload, DealField.PRODUCT)
            .map(DealBackground.UNKNOWN::selling)
            .orElse(DealBackground.UNKNOWN);
    return DealDetails.of(name(id, payload), value.map(terms::worth).orElse(terms))
        .with(day(payload, DealField.ENGAGED_AT).map(known::startedOn).orElse(known));
  }

  /** People look a deal up in their CRM: where it has no name, its id stands in one. */
  private static String name(String id, JsonObject payload) {
    String name =
        text(payload, DealField.NAME)
            .orElseGet(
                () ->
                    Stream.of(DealField.ACCOUNT, DealField.PRODUCT)
                        .flatMap(field -> text(payload, field).stream())
                        .collect(
                            Collectors.collectingAndThen(
                                Collectors.joining(", "),
                                about -> about.isEmpty() ? id : "%s (%s)".formatted(about, id))));
    return Text.sanitized(name, MAX_NAME).strip();
  }

  private static Optional<String> text(JsonObject payload, DealField field) {
    return payload.text(field.key());
  }

  private static Optional<LocalDate> day(JsonObject payload, DealField field) {
    return text(payload, field).map(LocalDate::parse);
  }

  private static InvalidInputException invalid(DealField field, String problem) {
    return new InvalidInputException(CODE, field.key(), problem);
  }
}
