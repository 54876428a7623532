package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertInvalid;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.crm.Deal.ClosingKey;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DealsTest {
  private static final Page<TimeKey> FIRST = Page.first(10);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final DealTerms TERMS =
      DealTerms.in("negotiation").worth(Money.of("1234567.89", "EUR")).likely(60).closingOn(DAY);

  private static DealDetails deal(String name) {
    return DealDetails.of(name, TERMS);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aDealIsWhatWasSaidInItsLeadsWorkspace(Login login) {
    Company company = Company.in(login);
    Deals deals = new Deals(login.tables());
    LeadId lead =
        new Leads(login.tables())
            .add(company.inNorth(), LeadDetails.of(Person.withEmail("a@example.com")));
    DealDetails details =
        deal("Big")
            .ownedBy(company.ada())
            .against("Rival")
            .noting("One\ntwo")
            .with(
                DealBackground.UNKNOWN
                    .selling("Engines")
                    .startedOn(DAY)
                    .reaching(DealBackground.Access.ECONOMIC_BUYER));
    DealId id = deals.add(company.as(company.admin()), lead, details);
    Deal found = deals.find(company.inNorth(), id).orElseThrow();
    assertThat(found.details()).isEqualTo(details);
    assertThat(found.leadOrNull()).isEqualTo(lead);
    assertThat(found.workspaceOrNull()).isEqualTo(company.north());
    assertThat(found.history().createdByOrNull()).isEqualTo(company.admin());
    assertThat(found.isOpen()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aDealIsWithALeadOfTheScope(Login login) {
    Company company = Company.in(login);
    Deals deals = new Deals(login.tables());
    LeadId lead =
        new Leads(login.tables()).add(company.inNorth(), LeadDetails.of(Person.unknown()));
    assertRefused("unknown_id", () -> deals.add(company.inSouth(), lead, deal("X")));
    assertRefused("unknown_id", () -> deals.add(company.as(company.ben()), lead, deal("X")));
    assertRefused(
        "unknown_id", () -> deals.add(company.scope(), new LeadId(UUID.randomUUID()), deal("X")));
    assertRefused(
        "no_workspace_access", () -> deals.add(company.as(company.vic()), lead, deal("X")));
    assertThat(deals.page(company.scope(), FIRST)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aDealMovesOn(Login login) {
    Company company = Company.in(login);
    Deals deals = new Deals(login.tables());
    DealId id = deals.add(company.inNorth(), deal("Big").noting("kept"));
    deals.setTerms(company.inNorth(), id, DealTerms.in("proposal").likely(10));
    Deal moved = deals.find(company.inNorth(), id).orElseThrow();
    assertThat(moved.details().terms()).isEqualTo(DealTerms.in("proposal").likely(10));
    assertThat(moved.details().notesOrNull()).isEqualTo("kept");
    deals.update(company.inNorth(), id, deal("Bigger"));
    assertThat(deals.find(company.inNorth(), id).map(Deal::details)).contains(deal("Bigger"));
    deals.close(company.inNorth(), id, "closed_won", DAY);
    Deal closed = deals.find(company.inNorth(), id).orElseThrow();
    assertThat(closed.isOpen()).isFalse();
    assertThat(closed.history().closedOnOrNull()).isEqualTo(DAY);
    assertThat(deals.page(company.scope(), "closed_won", FIRST)).containsExactly(closed);
    assertThat(deals.page(company.scope(), "negotiation", FIRST)).isEmpty();
    assertRefused("unknown_id", () -> deals.setTerms(company.inSouth(), id, TERMS));
    assertRefused("unknown_id", () -> deals.close(company.inSouth(), id, "won", DAY));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void openDealsOfAPeriodCloseSoonestFirst(Login login) {
    Company company = Company.in(login);
    Deals deals = new Deals(login.tables());
    for (int offset : new int[] {3, -1, 0, 2, 31}) {
      deals.add(
          company.inNorth(), DealDetails.of("in " + offset, TERMS.closingOn(DAY.plusDays(offset))));
    }
    DealId won = deals.add(company.inNorth(), deal("won"));
    deals.close(company.inNorth(), won, "closed_won", DAY);
    deals.add(company.inNorth(), DealDetails.of("some day", DealTerms.in("negotiation")));

    List<Deal> first =
        deals.closing(company.inNorth(), DAY, DAY.plusDays(3), Page.<ClosingKey>first(2));
    assertThat(first).extracting(deal -> deal.details().name()).containsExactly("in 0", "in 2");
    ClosingKey last = new ClosingKey(DAY.plusDays(2), first.get(1).id().value());
    assertThat(deals.closing(company.inNorth(), DAY, DAY.plusDays(3), Page.after(last, 2)))
        .extracting(deal -> deal.details().name())
        .containsExactly("in 3");
    assertThat(deals.closing(company.inSouth(), DAY, DAY.plusDays(3), Page.first(2))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatDoesNotFitIsRefusedByItsField(Login login) {
    Company company = Company.in(login);
    Deals deals = new Deals(login.tables());
    assertInvalid("name", () -> deals.add(company.scope(), deal("")));
    assertInvalid(
        "probability",
        () -> deals.add(company.scope(), DealDetails.of("D", DealTerms.in("x").likely(101))));
    assertInvalid(
        "expected_close_date.year",
        () ->
            deals.add(
                company.scope(), DealDetails.of("D", DealTerms.in("x").closingOn(LocalDate.MAX))));
    assertInvalid(
        "product",
        () -> deals.add(company.scope(), deal("D").with(DealBackground.UNKNOWN.selling(""))));
    assertInvalid(
        "started_on.year",
        () ->
            deals.add(
                company.scope(), deal("D").with(DealBackground.UNKNOWN.startedOn(LocalDate.MAX))));
    assertInvalid("stage", () -> deals.page(company.scope(), "", FIRST));
  }
}
