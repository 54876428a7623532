package io.revenueos.cro.data;

import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.RowCheck;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/**
 * What is to be reached in a period.
 *
 * @param ownerId the host's name for the rep or the team, up to 200 characters, without control
 *     characters; empty for everybody's
 * @param newArr what is to be won, at least 0
 * @param pipeline what is to be open, at least 0
 */
public record Target(
    Period period,
    Owner owner,
    String ownerId,
    BigDecimal newArr,
    BigDecimal pipeline,
    Currency currency) {
  private static final int MAX_OWNER = 200;

  /** Whose target it is. */
  public enum Owner {
    /** One person's. */
    REP,
    /** A team's. */
    TEAM,
    /** Everybody's; there is one in a period. */
    GLOBAL;

    String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws InvalidInputException naming the column of what cannot be
   */
  public Target {
    RowCheck check = new RowCheck("invalid_target");
    if (owner == Owner.GLOBAL) {
      if (!ownerId.isEmpty()) {
        throw new InvalidInputException(
            "invalid_target", "owner_id", "expected none for everybody's target");
      }
    } else {
      check.name("owner_id", ownerId, MAX_OWNER);
    }
    newArr = Amounts.atLeastZero("target_new_arr", newArr);
    pipeline = Amounts.atLeastZero("target_pipeline", pipeline);
  }

  /** Everybody's. */
  public static Target of(Period period, BigDecimal newArr, Currency currency) {
    return new Target(period, Owner.GLOBAL, "", newArr, BigDecimal.ZERO, currency);
  }
}
