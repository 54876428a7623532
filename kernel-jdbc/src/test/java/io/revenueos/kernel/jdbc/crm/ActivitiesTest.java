package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertInvalid;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.crm.Activity.Happening;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivitiesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final Page<TimeKey> FIRST = Page.first(10);

  private static Happening at(int minute, Activity.Kind kind) {
    return Happening.of(kind, NOON.plusSeconds(60L * minute)).with(JsonObject.of("minute", minute));
  }

  private static LeadId lead(Login login, TenantScope scope) {
    return new Leads(login.tables()).add(scope, LeadDetails.of(Person.unknown()));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatHappenedWithALeadIsTheNewestFirst(Login login) {
    Company company = Company.in(login);
    Activities activities = new Activities(login.tables());
    LeadId lead = lead(login, company.inNorth());
    activities.add(company.as(company.ada()), lead, at(1, Activity.Kind.CALL));
    activities.add(company.scope(), lead, at(3, Activity.Kind.STAGE_CHANGE));
    activities.add(company.scope(), lead, at(2, Activity.Kind.EMAIL));
    activities.add(company.scope(), lead(login, company.inNorth()), at(9, Activity.Kind.CALL));

    List<Activity> found = activities.of(company.inNorth(), lead, FIRST);
    assertThat(found)
        .extracting(Activity::what)
        .containsExactly(
            at(3, Activity.Kind.STAGE_CHANGE),
            at(2, Activity.Kind.EMAIL),
            at(1, Activity.Kind.CALL));
    assertThat(found)
        .allMatch(activity -> company.north().equals(activity.workspaceOrNull()))
        .allMatch(activity -> lead.equals(activity.leadOrNull()));
    assertThat(found.get(2).createdByOrNull()).isEqualTo(company.ada());
    assertThat(activities.of(company.inNorth(), lead, Page.after(found.get(0).key(), 1)))
        .containsExactly(found.get(1));
    assertThat(activities.lastTouch(company.inNorth(), lead))
        .contains(at(2, Activity.Kind.EMAIL).at());
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatHappenedWithADealIsItsLastActivity(Login login) {
    Company company = Company.in(login);
    Activities activities = new Activities(login.tables());
    Deals deals = new Deals(login.tables());
    DealId deal = deals.add(company.inNorth(), DealDetails.of("D", DealTerms.in("open")));
    assertThat(activities.lastTouch(company.inNorth(), deal)).isEmpty();
    activities.add(company.inNorth(), deal, at(5, Activity.Kind.NOTE));
    activities.add(company.inNorth(), deal, at(4, Activity.Kind.MEETING));
    assertThat(deals.find(company.inNorth(), deal).orElseThrow().history().lastActivityAtOrNull())
        .isEqualTo(at(5, Activity.Kind.NOTE).at());
    assertThat(activities.lastTouch(company.inNorth(), deal))
        .contains(at(4, Activity.Kind.MEETING).at());
    assertThat(activities.of(company.inNorth(), deal, FIRST))
        .extracting(Activity::dealOrNull)
        .containsExactly(deal, deal);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void nothingHappensWithWhatIsNotTheScopes(Login login) {
    Company company = Company.in(login);
    Activities activities = new Activities(login.tables());
    LeadId lead = lead(login, company.inNorth());
    TenantScope south = company.inSouth();
    assertRefused("unknown_id", () -> activities.add(south, lead, at(1, Activity.Kind.CALL)));
    assertRefused("unknown_id", () -> activities.of(south, lead, FIRST));
    assertRefused("unknown_id", () -> activities.lastTouch(south, lead));
    assertInvalid(
        "occurred_at",
        () -> activities.add(company.scope(), lead, Happening.of(Activity.Kind.CALL, Instant.MAX)));
  }
}
