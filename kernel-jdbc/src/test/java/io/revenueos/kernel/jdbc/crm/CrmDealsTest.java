package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertInvalid;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrmDealsTest {
  private static final Page<TimeKey> FIRST = Page.first(10);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private static DealDetails deal(String stage) {
    return DealDetails.of("Engines", DealTerms.in(stage));
  }

  @Test
  void anIdOfTheCrmComesToTheSameIdForATenantAndToAnotherForAnother() {
    TenantId acme = TenantId.of("0a000000-0000-4000-8000-00000000000a");
    TenantId globex = TenantId.of("0b000000-0000-4000-8000-00000000000b");
    CrmDealId id = new CrmDealId("006A1");
    assertThat(id.rowOf(acme))
        .isEqualTo(new CrmDealId("006A1").rowOf(acme))
        .isNotEqualTo(new CrmDealId("006A2").rowOf(acme))
        .isNotEqualTo(id.rowOf(globex));
    assertInvalid("crm_id", () -> new CrmDealId(" "));
    assertInvalid("crm_id", () -> new CrmDealId("a\u0000b"));
    assertInvalid("crm_id", () -> new CrmDealId("x".repeat(256)));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatTheCrmSaysIsThereOnceAndWhatItDoesNotSayStays(Login login) {
    Company company = Company.in(login);
    Deals deals = new Deals(login.tables());
    CrmDeals crm = new CrmDeals(login.tables());
    CrmDealId crmId = new CrmDealId("006A1");
    DealTerms worth = DealTerms.in("demo").worth(Money.of("100", "EUR")).closingOn(DAY);
    DealId id = crm.put(company.inNorth(), crmId, DealDetails.of("Engines", worth));
    deals.update(
        company.inNorth(), id, DealDetails.of("Engines", worth).against("Rival").noting("call"));

    crm.putClosed(
        company.inNorth(),
        crmId,
        deal("closed_won").with(DealBackground.UNKNOWN.selling("V8").startedOn(DAY.minusDays(9))),
        DAY);

    Deal won = deals.find(company.inNorth(), id).orElseThrow();
    assertThat(deals.page(company.scope(), FIRST)).containsExactly(won);
    assertThat(won.workspaceOrNull()).isEqualTo(company.north());
    assertThat(won.history().closedOnOrNull()).isEqualTo(DAY);
    assertThat(won.details())
        .isEqualTo(
            DealDetails.of(
                    "Engines",
                    DealTerms.in("closed_won").worth(Money.of("100", "EUR")).closingOn(DAY))
                .against("Rival")
                .noting("call")
                .with(DealBackground.UNKNOWN.selling("V8").startedOn(DAY.minusDays(9))));

    crm.put(company.inNorth(), crmId, deal("demo"));
    assertThat(deals.find(company.inNorth(), id).map(Deal::isOpen)).contains(true);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aDealOfAnotherWorkspaceIsNobodysToPut(Login login) {
    Company company = Company.in(login);
    CrmDeals crm = new CrmDeals(login.tables());
    CrmDealId id = new CrmDealId("006A1");
    crm.put(company.inNorth(), id, deal("demo"));

    assertRefused("unknown_id", () -> crm.put(company.inSouth(), id, deal("stolen")));
    assertRefused(
        "no_workspace_access",
        () -> crm.putClosed(company.as(company.ben()), id, deal("closed_won"), DAY));
    assertRefused("no_workspace_access", () -> crm.put(company.as(company.vic()), id, deal("x")));
    assertInvalid("stage", () -> crm.put(company.inNorth(), id, deal("")));
    assertInvalid(
        "actual_close_date.year",
        () -> crm.putClosed(company.inNorth(), id, deal("closed_won"), LocalDate.MAX));
    assertThat(new Deals(login.tables()).page(company.scope(), FIRST))
        .extracting(deal -> deal.details().terms().stage())
        .containsExactly("demo");
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void twoImportsAtATimeMakeOneRow(Login login) throws Exception {
    Company company = Company.in(login);
    CrmDeals crm = new CrmDeals(login.tables());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> puts = new ArrayList<>();
      for (int n = 0; n < 40; n++) {
        CrmDealId id = new CrmDealId("deal " + n % 10);
        puts.add(threads.submit(() -> crm.put(company.inNorth(), id, deal("demo"))));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(new Deals(login.tables()).page(company.scope(), Page.first(100))).hasSize(10);
  }
}
