package io.revenueos.cro.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row as a CRM has it, possibly wrong; {@link DealHistory} decides.
 *
 * @param row where it stands, for whoever has to correct it; the line of a file, say
 * @param id the CRM's
 * @param stage in lower_snake_case; {@code closed_won} and {@code closed_lost} are the ends
 * @param owner empty when nobody is named
 * @param product empty when none is named
 * @param valueOrNull what it is worth, in the tenant's currency
 * @param engagedOrNull the day on which work on it began
 * @param closedOrNull the day on which it closed; of an open deal the day on which it is expected
 *     to
 */
public record DealRow(
    long row,
    String id,
    String stage,
    String owner,
    String product,
    @Nullable BigDecimal valueOrNull,
    @Nullable LocalDate engagedOrNull,
    @Nullable LocalDate closedOrNull) {

  Outcome outcome() {
    return Outcome.ofStage(stage);
  }

  /** The same deal, wherever it stands. */
  boolean saysTheSameAs(DealRow other) {
    return new DealRow(0, id, stage, owner, product, valueOrNull, engagedOrNull, closedOrNull)
        .equals(
            new DealRow(
                0,
                other.id,
                other.stage,
                other.owner,
                other.product,
                other.valueOrNull,
                other.engagedOrNull,
                other.closedOrNull));
  }

  Optional<BigDecimal> value() {
    return Optional.ofNullable(valueOrNull);
  }

  Optional<LocalDate> engaged() {
    return Optional.ofNullable(engagedOrNull);
  }

  Optional<LocalDate> closed() {
    return Optional.ofNullable(closedOrNull);
  }
}
