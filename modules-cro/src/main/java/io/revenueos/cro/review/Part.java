package io.revenueos.cro.review;

import java.util.Locale;

/** The four parts of a review; each is worth up to 25 points. */
public enum Part {
  /** How long ago something happened. */
  ACTIVITY_RECENCY,
  /** Whether it moves through the stages as deals of the tenant do. */
  STAGE_PROGRESSION,
  /** Whom the team talks to. */
  STAKEHOLDER_ACCESS,
  /** Who else is after it. */
  COMPETITIVE_POSITION;

  /** In lower_snake_case, for machines. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
