package io.revenueos.cro.pipeline;

import java.util.Locale;

/**
 * A row that is kept out of the statistics.
 *
 * @param row where it stands
 * @param id of its deal
 * @param detail what was found, in words
 */
public record Exclusion(long row, String id, Reason reason, String detail) {

  /** Why a row cannot be used. */
  public enum Reason {
    /** It has no stage, or one that is not among the tenant's. */
    UNKNOWN_STAGE,
    /** Another row has the same id: an earlier one, or one that says something else. */
    DUPLICATE_ID,
    /** It closed before work on it began. */
    DATES_REVERSED,
    /** It is worth less than nothing. */
    NEGATIVE_VALUE,
    /**
     * It is worth 10^12 or more, and sums that are statistics would lose cents by it; or it is won
     * and worth more than a hundred times all other won deals together. A slip either way.
     */
    VALUE_TOO_LARGE,
    /** It is closed and no day says when. */
    CLOSED_WITHOUT_DATE,
    /** It is closed on a day that has not come yet. */
    CLOSED_IN_FUTURE,
    /** It is won and nothing says for how much. */
    WON_WITHOUT_VALUE,
    /** No day says when work on it began, so its age is unknown. Not wrong, but of no use. */
    NO_START_DATE,
    /** Work on it began before 1980: the default of a CRM or a spreadsheet for a day unknown. */
    IMPLAUSIBLE_START,
    /** Work on it begins on a day that has not come yet. */
    STARTS_IN_FUTURE;

    /** In lower_snake_case, for machines. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** For people: {@code dates reversed}. */
    public String words() {
      return code().replace('_', ' ');
    }
  }
}
