package io.revenueos.cro.pipeline;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deal that can be counted.
 *
 * @param id the CRM's
 * @param stage in lower_snake_case
 * @param outcome as of the history's day
 * @param valueOrNull at least 0; of a won deal what it brought, of an open one what is hoped for
 * @param engaged the day on which work on it began
 * @param closedOrNull the day on which it closed, not before {@code engaged}; null while it is open
 * @param expectedCloseOrNull of an open deal, the day on which it is expected to close
 */
public record DealRecord(
    String id,
    String stage,
    String owner,
    String product,
    Outcome outcome,
    @Nullable BigDecimal valueOrNull,
    LocalDate engaged,
    @Nullable LocalDate closedOrNull,
    @Nullable LocalDate expectedCloseOrNull) {

  /**
   * @throws InvalidInputException when the parts contradict each other
   */
  public DealRecord {
    if (outcome.closed() == (closedOrNull == null)) {
      throw invalid("closed", "expected a day exactly when the deal is closed");
    }
    if (closedOrNull != null && closedOrNull.isBefore(engaged)) {
      throw invalid("closed", "expected a day from %s on".formatted(engaged));
    }
    if (valueOrNull != null && valueOrNull.signum() < 0) {
      throw invalid("value", "expected at least 0, found " + valueOrNull);
    }
  }

  private static InvalidInputException invalid(String field, String problem) {
    return new InvalidInputException("invalid_deal_record", field, problem);
  }

  public boolean isOpen() {
    return outcome == Outcome.OPEN;
  }

  public boolean isWon() {
    return outcome == Outcome.WON;
  }

  public Optional<BigDecimal> value() {
    return Optional.ofNullable(valueOrNull);
  }

  public Optional<LocalDate> closed() {
    return Optional.ofNullable(closedOrNull);
  }

  public Optional<LocalDate> expectedClose() {
    return Optional.ofNullable(expectedCloseOrNull);
  }

  /** Whole days since work on it began. */
  public int ageOn(LocalDate day) {
    return (int) ChronoUnit.DAYS.between(engaged, day);
  }

  /** From the beginning of work to the close, in days; empty while it is open. */
  public Optional<Integer> cycleDays() {
    return closed().map(this::ageOn);
  }

  /**
   * The deal as it was known on the morning of a day: what came on that day or later is not there.
   * The stage of an open deal is not wound back, because an export does not say it.
   *
   * @return empty when work on it had not begun
   */
  Optional<DealRecord> asKnownOn(LocalDate day) {
    if (!engaged.isBefore(day)) {
      return Optional.empty();
    }
    if (closedOrNull == null || closedOrNull.isBefore(day)) {
      return Optional.of(this);
    }
    return Optional.of(
        new DealRecord(id, "open", owner, product, Outcome.OPEN, null, engaged, null, null));
  }
}
