package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.tenant.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a deal.
 *
 * @param ownerOrNull who works on it
 * @param competitorOrNull who else is after it
 */
public record DealDetails(
    String name,
    DealTerms terms,
    @Nullable UserId ownerOrNull,
    @Nullable String competitorOrNull,
    @Nullable String notesOrNull,
    DealBackground background) {
  private static final int MAX_NAME = 200;

  /** A deal that nobody owns yet. */
  public static DealDetails of(String name, DealTerms terms) {
    return new DealDetails(name, terms, null, null, null, DealBackground.UNKNOWN);
  }

  public DealDetails ownedBy(UserId owner) {
    return new DealDetails(name, terms, owner, competitorOrNull, notesOrNull, background);
  }

  public DealDetails against(String competitor) {
    return new DealDetails(name, terms, ownerOrNull, competitor, notesOrNull, background);
  }

  public DealDetails noting(String notes) {
    return new DealDetails(name, terms, ownerOrNull, competitorOrNull, notes, background);
  }

  public DealDetails with(DealBackground known) {
    return new DealDetails(name, terms, ownerOrNull, competitorOrNull, notesOrNull, known);
  }

  void check() {
    RowCheck check = new RowCheck("invalid_deal");
    check.name("name", name, MAX_NAME);
    terms.check();
    check.nameIfAny("competitor", competitorOrNull, MAX_NAME);
    check.textIfAny("notes", notesOrNull);
    background.check();
  }
}
