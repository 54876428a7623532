package io.revenueos.cro.pipeline;

import io.revenueos.cro.pipeline.Exclusion.Reason;
import io.revenueos.kernel.json.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says of each row, in their order, why it cannot be used. Not thread-safe. */
final class RowCheck {
  /** Spreadsheets count days from 1900 or 1904, computers from 1970: an empty day is shown so. */
  private static final LocalDate EARLIEST_START = LocalDate.of(1980, 1, 1);

  /** From here on the sum of a hundred values in double does not keep their cents. */
  private static final BigDecimal TOO_LARGE = BigDecimal.TEN.pow(12);

  private final StageNames stages;
  private final LocalDate asOf;
  private final Map<String, Long> firstRows = new HashMap<>();
  private final Map<String, DealRow> firsts = new HashMap<>();
  private final Set<String> contradicted = new HashSet<>();

  RowCheck(List<DealRow> rows, StageNames stages, LocalDate asOf) {
    this.stages = stages;
    this.asOf = asOf;
    for (DealRow row : rows) {
      DealRow first = firsts.putIfAbsent(row.id(), row);
      if (first != null && !first.saysTheSameAs(row)) {
        contradicted.add(row.id());
      }
    }
  }

  Optional<Exclusion> of(DealRow row) {
    return duplicate(row)
        .or(() -> stage(row))
        .or(() -> value(row))
        .or(() -> dates(row))
        .or(() -> row.outcome().closed() ? closed(row) : Optional.empty());
  }

  private Optional<Exclusion> duplicate(DealRow row) {
    Long first = firstRows.putIfAbsent(row.id(), row.row());
    if (first != null) {
      return wrong(row, Reason.DUPLICATE_ID, "row %d has the same id".formatted(first));
    }
    return contradicted.contains(row.id())
        ? wrong(
            row,
            Reason.DUPLICATE_ID,
            "a later row has the same id and says something else; which is right is not known")
        : Optional.empty();
  }

  private Optional<Exclusion> stage(DealRow row) {
    if (row.stage().isBlank()) {
      return wrong(row, Reason.UNKNOWN_STAGE, "the stage is empty");
    }
    return stages.knows(row.stage())
        ? Optional.empty()
        : wrong(row, Reason.UNKNOWN_STAGE, "the stage is " + Text.quoted(row.stage()));
  }

  private Optional<Exclusion> value(DealRow row) {
    if (row.value().isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value = row.value().get();
    if (value.signum() < 0) {
      return wrong(row, Reason.NEGATIVE_VALUE, "the value is " + value.toPlainString());
    }
    return value.compareTo(TOO_LARGE) < 0
        ? Optional.empty()
        : wrong(
            row,
            Reason.VALUE_TOO_LARGE,
            "the value is %s, expected less than 1,000,000,000,000".formatted(shown(value)));
  }

  /** A value can have forty digits. */
  private static String shown(BigDecimal value) {
    return value.round(new MathContext(6)).toString();
  }

  private Optional<Exclusion> dates(DealRow row) {
    if (row.engaged().isEmpty()) {
      return wrong(row, Reason.NO_START_DATE, "the day on which work began is empty");
    }
    LocalDate engaged = row.engaged().get();
    if (!engaged.isBefore(asOf)) {
      return wrong(
          row,
          Reason.STARTS_IN_FUTURE,
          "work begins on %s, known is until %s".formatted(engaged, asOf.minusDays(1)));
    }
    if (engaged.isBefore(EARLIEST_START)) {
      return wrong(
          row,
          Reason.IMPLAUSIBLE_START,
          "work begins on %s, expected a day from %s on".formatted(engaged, EARLIEST_START));
    }
    return row.closed()
        .filter(closed -> closed.isBefore(engaged))
        .flatMap(
            closed ->
                wrong(
                    row,
                    Reason.DATES_REVERSED,
                    "closed on %s, work began on %s".formatted(closed, engaged)));
  }

  private Optional<Exclusion> closed(DealRow row) {
    if (row.closed().isEmpty()) {
      return wrong(row, Reason.CLOSED_WITHOUT_DATE, "the stage is " + row.stage());
    }
    LocalDate closed = row.closed().get();
    if (!closed.isBefore(asOf)) {
      return wrong(
          row,
          Reason.CLOSED_IN_FUTURE,
          "%s on %s, known is until %s".formatted(row.stage(), closed, asOf.minusDays(1)));
    }
    return row.outcome() == Outcome.WON && row.value().isEmpty()
        ? wrong(row, Reason.WON_WITHOUT_VALUE, "the value is empty")
        : Optional.empty();
  }

  private static Optional<Exclusion> wrong(DealRow row, Reason reason, String detail) {
    return Optional.of(new Exclusion(row.row(), row.id(), reason, detail));
  }
}
