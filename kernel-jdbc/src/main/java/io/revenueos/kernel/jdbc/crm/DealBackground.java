package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.RowCheck;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What forecasts and reviews learn from; all of it may be unknown.
 *
 * @param productOrNull what is sold, by the host's own name
 * @param startedOnOrNull the day on which work on the deal began
 * @param accessOrNull whom the team talks to
 */
public record DealBackground(
    @Nullable String productOrNull,
    @Nullable LocalDate startedOnOrNull,
    @Nullable Access accessOrNull) {
  /** Nothing is known. */
  public static final DealBackground UNKNOWN = new DealBackground(null, null, null);

  private static final int MAX_PRODUCT = 200;

  /** Whom the team talks to. */
  public enum Access {
    /** Somebody who decides on the money. */
    ECONOMIC_BUYER,
    /** Somebody who wants it and does not decide. */
    CHAMPION,
    /** Nobody of these. */
    NONE;

    /** The name in the database: {@code economic_buyer}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public DealBackground selling(String product) {
    return new DealBackground(product, startedOnOrNull, accessOrNull);
  }

  public DealBackground startedOn(LocalDate day) {
    return new DealBackground(productOrNull, day, accessOrNull);
  }

  public DealBackground reaching(Access access) {
    return new DealBackground(productOrNull, startedOnOrNull, access);
  }

  void check() {
    RowCheck check = new RowCheck("invalid_deal");
    check.nameIfAny("product", productOrNull, MAX_PRODUCT);
    check.dayIfAny("started_on", startedOnOrNull);
  }
}
