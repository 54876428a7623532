package io.revenueos.kernel.jdbc.channels;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertInvalid;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.channels.Campaign.Status;
import io.revenueos.kernel.jdbc.channels.CampaignDetails.Channel;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final Page<TimeKey> FIRST = Page.first(10);
  private static final CampaignDetails SPRING =
      CampaignDetails.of("Spring", Channel.LANDING_PAGE)
          .describedAs("AI CMO Driven: it's spring")
          .within(Money.of("1500.50", "EUR"));
  private static final Metrics FIGURES =
      Metrics.of(Money.of("1000", "EUR"), Money.of("10.25", "EUR"))
          .with(new Metrics.Reach(5_000_000_000L, 3, 2, 1))
          .with(new Metrics.Delivery(9, 8, 7, 6, 5))
          .with(new Metrics.Reactions(1, 2, 3))
          .engaging(new BigDecimal("0.125"));

  @ParameterizedTest
  @EnumSource(Login.class)
  void aCampaignIsADraftThatIsWhatWasSaid(Login login) {
    Company company = Company.in(login);
    Campaigns campaigns = new Campaigns(login.tables());
    CampaignId id = campaigns.add(company.as(company.ada()).in(company.north()), SPRING);
    Campaign campaign = campaigns.find(company.scope(), id).orElseThrow();
    assertThat(campaign.details()).isEqualTo(SPRING);
    assertThat(campaign.status()).isEqualTo(Status.DRAFT);
    assertThat(campaign.workspaceOrNull()).isEqualTo(company.north());
    assertThat(campaign.history().createdByOrNull()).isEqualTo(company.ada());
    assertThat(campaign.history().deployedAtOrNull()).isNull();
    assertThat(campaigns.page(company.inNorth(), FIRST)).containsExactly(campaign);
    assertThat(campaigns.page(company.inNorth(), Status.ACTIVE, FIRST)).isEmpty();
    assertThat(campaigns.page(company.inSouth(), FIRST)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void everyChangeIsLoggedWithWhoMadeIt(Login login) {
    Company company = Company.in(login);
    Campaigns campaigns = new Campaigns(login.tables());
    CampaignId id = campaigns.add(company.inNorth(), SPRING);
    campaigns.update(company.inNorth(), id, CampaignDetails.of("Spring", Channel.EMAIL));
    campaigns.setStatus(company.as(company.ada()), id, Status.ACTIVE);
    campaigns.setStatus(company.inNorth(), id, Status.PAUSED);

    List<CampaignChange> changes = campaigns.changes(company.inNorth(), id, FIRST);
    assertThat(changes)
        .extracting(CampaignChange::action)
        .containsExactly(
            CampaignChange.Action.PAUSED,
            CampaignChange.Action.LAUNCHED,
            CampaignChange.Action.UPDATED,
            CampaignChange.Action.CREATED);
    assertThat(changes.get(1).byOrNull()).isEqualTo(company.ada());
    assertThat(changes.get(1).changes())
        .isEqualTo(JsonObject.of("status", Map.of("from", "draft", "to", "active")));
    assertThat(changes.get(2).changes())
        .isEqualTo(JsonObject.of("fields", List.of("description", "channel", "budget")));
    assertThat(campaigns.changes(company.inNorth(), id, Page.after(changes.get(1).key(), 1)))
        .containsExactly(changes.get(2));
    assertThat(campaigns.changes(company.inSouth(), id, FIRST)).isEmpty();
    assertThat(campaigns.find(company.inNorth(), id).orElseThrow().history().deployedAtOrNull())
        .isNotNull();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatIsRefusedIsNotLogged(Login login) {
    Company company = Company.in(login);
    Campaigns campaigns = new Campaigns(login.tables());
    CampaignId id = campaigns.add(company.inNorth(), SPRING);
    assertRefused(
        "illegal_transition", () -> campaigns.setStatus(company.inNorth(), id, Status.COMPLETED));
    assertRefused("unknown_id", () -> campaigns.setStatus(company.inSouth(), id, Status.ACTIVE));
    assertRefused(
        "no_workspace_access",
        () -> campaigns.setStatus(company.as(company.vic()), id, Status.ACTIVE));
    assertInvalid(
        "name", () -> campaigns.update(company.inNorth(), id, CampaignDetails.of("", Channel.SMS)));
    assertThat(campaigns.changes(company.inNorth(), id, FIRST)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "DRAFT, ACTIVE ARCHIVED",
    "ACTIVE, PAUSED COMPLETED ARCHIVED",
    "PAUSED, ACTIVE COMPLETED ARCHIVED",
    "COMPLETED, ARCHIVED",
    "ARCHIVED, ''",
  })
  void aCampaignHasALife(Status status, String following) {
    for (Status next : Status.values()) {
      assertThat(status.mayBecome(next))
          .as(next.stored())
          .isEqualTo(List.of(following.split(" ", -1)).contains(next.name()));
    }
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void figuresReplaceThoseOfTheirKind(Login login) {
    Company company = Company.in(login);
    Campaigns campaigns = new Campaigns(login.tables());
    CampaignMetrics metrics = new CampaignMetrics(login.tables());
    CampaignId id = campaigns.add(company.inNorth(), SPRING);
    Metrics demo = Metrics.of(Money.of("7", "USD"), Money.of("0", "USD"));
    metrics.record(company.inNorth(), id, DataMode.DEMO, demo, NOON);
    metrics.record(company.inNorth(), id, DataMode.REAL, demo, NOON);
    metrics.record(company.as(company.ada()), id, DataMode.REAL, FIGURES, NOON);
    assertThat(metrics.find(company.scope(), id, DataMode.REAL)).contains(FIGURES);
    assertThat(metrics.find(company.scope(), id, DataMode.DEMO)).contains(demo);
    assertThat(metrics.find(company.inSouth(), id, DataMode.REAL)).isEmpty();
    assertRefused(
        "unknown_id", () -> metrics.record(company.inSouth(), id, DataMode.REAL, FIGURES, NOON));
    assertInvalid(
        "revenue",
        () ->
            metrics.record(
                company.inNorth(),
                id,
                DataMode.REAL,
                Metrics.of(Money.of("1", "EUR"), Money.of("1", "USD")),
                NOON));
    assertInvalid(
        "clicks",
        () ->
            metrics.record(
                company.inNorth(),
                id,
                DataMode.REAL,
                FIGURES.with(new Metrics.Reach(0, -1, 0, 0)),
                NOON));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void theActiveOnesComeWithTheirFiguresOfOneKind(Login login) {
    Company company = Company.in(login);
    Campaigns campaigns = new Campaigns(login.tables());
    CampaignMetrics metrics = new CampaignMetrics(login.tables());
    CampaignId measured = campaigns.add(company.inNorth(), SPRING);
    CampaignId bare = campaigns.add(company.inNorth(), SPRING);
    CampaignId draft = campaigns.add(company.inNorth(), SPRING);
    campaigns.setStatus(company.inNorth(), measured, Status.ACTIVE);
    campaigns.setStatus(company.inNorth(), bare, Status.ACTIVE);
    metrics.record(company.inNorth(), measured, DataMode.REAL, FIGURES, NOON);
    metrics.record(company.inNorth(), draft, DataMode.REAL, FIGURES, NOON);
    metrics.record(company.inNorth(), bare, DataMode.DEMO, FIGURES, NOON);

    List<CampaignPerformance> real = campaigns.performance(company.inNorth(), DataMode.REAL, FIRST);
    assertThat(real)
        .extracting(performance -> performance.campaign().id())
        .containsExactly(bare, measured);
    assertThat(real.get(0).metricsOrNull()).isNull();
    assertThat(real.get(1).metricsOrNull()).isEqualTo(FIGURES);
    assertThat(
            campaigns.performance(company.inNorth(), DataMode.DEMO, FIRST).get(0).metricsOrNull())
        .isEqualTo(FIGURES);
    assertThat(
            campaigns.performance(
                company.inNorth(), DataMode.REAL, Page.after(real.get(0).campaign().key(), 5)))
        .containsExactly(real.get(1));
    assertThat(campaigns.performance(company.inSouth(), DataMode.REAL, FIRST)).isEmpty();
  }
}
