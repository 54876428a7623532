package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a deal stands.
 *
 * @param stage the host's own word, such as {@code prospecting}
 * @param probabilityOrNull 0 to 100
 * @param expectedCloseOrNull the day on which it is expected to close
 */
public record DealTerms(
    String stage,
    @Nullable Money valueOrNull,
    @Nullable Integer probabilityOrNull,
    @Nullable LocalDate expectedCloseOrNull) {
  private static final int MAX_STAGE = 100;

  /** In a stage; worth nobody knows what. */
  public static DealTerms in(String stage) {
    return new DealTerms(stage, null, null, null);
  }

  public DealTerms worth(Money value) {
    return new DealTerms(stage, value, probabilityOrNull, expectedCloseOrNull);
  }

  public DealTerms likely(int probability) {
    return new DealTerms(stage, valueOrNull, probability, expectedCloseOrNull);
  }

  public DealTerms closingOn(LocalDate day) {
    return new DealTerms(stage, valueOrNull, probabilityOrNull, day);
  }

  void check() {
    RowCheck check = new RowCheck("invalid_deal");
    checkStage(stage);
    check.percentIfAny("probability", probabilityOrNull);
    check.dayIfAny("expected_close_date", expectedCloseOrNull);
  }

  static void checkStage(String stage) {
    new RowCheck("invalid_deal").name("stage", stage, MAX_STAGE);
  }
}
