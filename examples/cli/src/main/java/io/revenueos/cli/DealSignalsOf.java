package io.revenueos.cli;

import io.revenueos.cro.review.DealReview;
import io.revenueos.cro.review.DealSignals;
import io.revenueos.cro.review.DealSignals.Access;
import io.revenueos.cro.review.DealSignals.Position;
import io.revenueos.cro.review.Pace;
import io.revenueos.cro.review.Rubric;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a stored deal says for its review. */
final class DealSignalsOf {
  private DealSignalsOf() {}

  static DealReview deal(Deal deal, Pace pace, LocalDate today) {
    Instant touched = deal.history().lastActivityAtOrNull();
    LocalDate begun = day(deal.history().createdAt());
    String competitor = deal.details().competitorOrNull();
    Money value = deal.details().terms().valueOrNull();
    return Rubric.review(
        new DealSignals(
            today,
            touched == null ? null : day(touched),
            deal.details().terms().expectedCloseOrNull(),
            pace.stagesBehind(begun, today),
            Access.NONE,
            competitor == null ? Position.SINGLE_VENDOR : Position.EQUAL,
            competitor == null ? "" : competitor,
            value == null ? null : value.amount(),
            null));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
