package io.revenueos.cmo.agents;

import static io.revenueos.cmo.agents.Office.A;
import static io.revenueos.cmo.agents.Office.B;
import static io.revenueos.cmo.agents.Office.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cmo.CmoModule;
import io.revenueos.cmo.data.BrandProfiles;
import io.revenueos.cmo.data.Campaign;
import io.revenueos.cmo.data.CampaignChannel;
import io.revenueos.cmo.data.Campaigns;
import io.revenueos.cmo.data.ContentAssets;
import io.revenueos.cmo.data.DataMode;
import io.revenueos.cmo.data.IcpSegments;
import io.revenueos.cmo.data.MarketingPlans;
import io.revenueos.cmo.data.MetricsSnapshot;
import io.revenueos.cmo.data.MetricsSnapshots;
import io.revenueos.cmo.data.Milestone;
import io.revenueos.cmo.data.Stored;
import io.revenueos.cmo.data.WeeklySummaries;
import io.revenueos.cmo.numbers.ContentExcess;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.JsonSchema;
import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.store.RecordedAction;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The six agents without a model: answers, rows, figures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CmoAgentsContract {
  private Office shared;

  abstract Database kind();

  private Office office() {
    return Office.on(kind(), null, Office.PLAIN);
  }

  @BeforeAll
  void open() {
    shared = office();
  }

  @AfterAll
  void close() {
    shared.close();
  }

  private static final String CAMPAIGN =
      "{'name': 'Summer', 'goal': 'More boxes', 'channels': ['email', 'sms', 'social'], 'budget':"
          + " {'amount': 100.00, 'currency': 'EUR'}, 'success': [{'metric': 'orders', 'target':"
          + " 30}]}";

  private static JsonObject answer(RecordedAction action) {
    assertThat(action.status()).as(action.result().toJson()).isEqualTo(ActionStatus.COMPLETED);
    return action.result().object("answer").orElseThrow();
  }

  private static JsonObject withoutAuthor(JsonObject answer) {
    Map<String, Object> members = new LinkedHashMap<>();
    answer.keys().stream()
        .filter(key -> !key.equals("generated_by"))
        .forEach(key -> members.put(key, answer.members().get(key)));
    return JsonObject.of(members);
  }

  private static JsonSchema output(String mode) throws IOException {
    AgentSpec spec = new CmoModule().manifest().agentFor(mode).orElseThrow();
    String name = spec.terms().output().orElseThrow();
    try (InputStream in = CmoModule.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return JsonSchema.of(JsonObject.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "setup | brandIntake | {'industry': 'Games', 'segments': [{'name': 'Small Firms'}, {'name':"
            + " 'Parents'}], 'offers': [{'name': 'Kit', 'pricing_model': '25 EUR'}]}",
        "setup | brandIntake | {}",
        "strategy | plan90Day | {'goals': [{'metric': 'leads', 'baseline': 10, 'target': 100}],"
            + " 'budget': {'amount': 1000, 'currency': 'EUR'}}",
        "funnels | funnelArchitect | {'channels': ['email', 'social'], 'targets': [{'stage':"
            + " 'Decision', 'rate': 0.3}]}",
        "campaigns | campaignDesigner | {'name': 'Spring', 'channels': ['email', 'sms'], 'budget':"
            + " {'amount': 99.99, 'currency': 'EUR'}}",
        "content | contentEngine | {'topic': 'A box', 'channels': ['email', 'sms', 'social',"
            + " 'video', 'voice', 'voice_vm', 'linkedin', 'landing_page']}",
        "optimization | optimizationAnalyst | {}"
      })
  void answersMeetTheirSchemaAndAreDeliveredOnce(String mode, String key, String input)
      throws IOException {
    Office one = shared;
    JsonObject answer = answer(one.run(mode, input));
    assertThat(answer.text("generated_by")).hasValue("offline");
    assertThat(output(mode).violations(withoutAuthor(answer))).isEmpty();
    assertThat(answer(one.run(B, mode, input)).toJson()).isEqualTo(answer.toJson());
    Agent agent =
        CmoModule.on(one.database()).agents().stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .orElseThrow();
    Map<String, Integer> before = one.rows();
    AgentTask task =
        new AgentTask(
            scope(A),
            "run-1",
            JsonObject.parse(input.replace('\'', '"')),
            new CorrelationId("again"),
            Instant.parse("2026-01-07T11:00:00Z"));
    JsonObject delivered = agent.deliver(task, answer);
    Map<String, Integer> after = one.rows();
    assertThat(agent.deliver(task, answer)).isEqualTo(delivered);
    assertThat(one.rows()).isEqualTo(after);
    if (!mode.equals("content")) {
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void setupKeepsWhatTheTenantWrote() {
    try (Office office = office()) {
      JsonObject answer =
          answer(
              office.run("setup", "{'industry': 'Games', 'segments': [{'name': 'Small Firms'}]}"));
      var profile = BrandProfiles.on(office.database()).find(scope(A)).orElseThrow().value();
      assertThat(profile.industry()).isEqualTo("Games");
      assertThat(profile.valueProposition()).isEqualTo("Toys that last");
      assertThat(IcpSegments.on(office.database()).find(scope(A), "small_firms"))
          .map(stored -> stored.value().priorityScore())
          .contains(100);
      assertThat(answer.list("open_questions").orElseThrow()).hasSize(5);
    }
  }

  @Test
  void aPlansDaysTargetsAndMonthsAreComputed() {
    Office office = shared;
    answer(
        office.run(
            "strategy",
            "{'start': '2026-02-01', 'goals': [{'metric': 'leads', 'baseline': 10, 'target': 100}],"
                + " 'budget': {'amount': 100, 'currency': 'EUR'}}"));
    var plan =
        MarketingPlans.on(office.database())
            .find(scope(A), "90 days from 2026-02-01")
            .orElseThrow()
            .value();
    assertThat(plan.milestones())
        .extracting(Milestone::dueDateOrNull)
        .containsExactly(
            LocalDate.parse("2026-02-15"),
            LocalDate.parse("2026-03-03"),
            LocalDate.parse("2026-03-18"),
            LocalDate.parse("2026-04-02"),
            LocalDate.parse("2026-04-17"),
            LocalDate.parse("2026-05-02"));
    assertThat(plan.kpis().toString()).contains("\"day_30\":40.00", "\"day_60\":70.00");
  }

  @Test
  void aCampaignIsMarkedAndItsBudgetSplitToTheCent() {
    Office office = shared;
    JsonObject answer = answer(office.run("campaigns", CAMPAIGN));
    Campaign summer =
        Campaigns.on(office.database()).find(scope(A), "Summer").orElseThrow().value();
    assertThat(summer.isDrivenByAi()).isTrue();
    assertThat(summer.status()).isEqualTo(Campaign.Status.DRAFT);
    assertThat(
            summer.channels().stream()
                .map(CampaignChannel::budgetOrNull)
                .map(budget -> budget == null ? BigDecimal.ZERO : budget.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("100");
    assertThat(answer.toJson()).contains("\"budget\":33.34", "\"cost_each\":3.33");
  }

  @Test
  void contentKeepsToTheLimitsOfItsChannels() {
    Office office = shared;
    String fact = "'" + "It lasts for years. ".repeat(20) + "'";
    RecordedAction action =
        office.run(
            "content",
            "{'topic': 'A box', 'channels': ['linkedin', 'email', 'voice_vm'], 'facts': [%s]}"
                .formatted(fact));
    answer(action);
    List<?> ids =
        action.result().object("delivered").flatMap(it -> it.list("pieces")).orElseThrow();
    assertThat(ids).hasSize(3);
    assertThat(
            ids.stream()
                .map(
                    id ->
                        ContentAssets.on(office.database())
                            .find(scope(A), UUID.fromString(String.valueOf(id))))
                .map(found -> found.map(Stored::value).orElseThrow()))
        .allSatisfy(
            asset -> {
              assertThat(asset.variants()).extracting("label").containsExactly("A", "B");
              assertThat(asset.variants())
                  .allSatisfy(
                      one ->
                          assertThat(ContentExcess.of(asset.channel(), one.subject(), one.body()))
                              .isEmpty());
            });
  }

  @Test
  void healthAndVerdictsComeFromRealFiguresOnly() {
    try (Office office = office()) {
      snapshot(office, "Good", 40, 100);
      snapshot(office, "Dear", 12, 900);
      JsonObject answer =
          answer(
              office.run(
                  "optimization",
                  "{'experiments': [{'name': 'Subject', 'variants': ["
                      + "{'label': 'A', 'people': 1000, 'converted': 50}, "
                      + "{'label': 'B', 'people': 1000, 'converted': 100}]}]}"));
      assertThat(answer.text("top_performer")).hasValue("Good");
      assertThat(answer.text("summary").orElseThrow())
          .startsWith("2 campaigns spent 1000 EUR for 52 conversions.")
          .endsWith("1 experiment was compared: a variant is better.");
      assertThat(answer.toJson())
          .contains("\"code\":\"costly\"", "\"severity\":\"warning\"", "\"impact\":\"high\"")
          .contains("\"verdict\":\"second_higher\"", "\"difference\":0.050000")
          .doesNotContain("777");
      assertThat(
              WeeklySummaries.on(office.database())
                  .find(scope(A), LocalDate.parse("2026-01-05"), DataMode.REAL))
          .isPresent();
    }
  }

  @Test
  void experimentsAreSpokenOfWithoutCampaigns() {
    String variants =
        "'variants': [{'label': 'A', 'people': 1000, 'converted': 50},"
            + " {'label': 'B', 'people': 1000, 'converted': %d}]}";
    try (Office office = office()) {
      JsonObject two =
          answer(
              office.run(
                  "optimization",
                  ("{'experiments': [{'name': 'Subject', "
                          + variants
                          + ", {'name': 'Hour', "
                          + variants
                          + "]}")
                      .formatted(100, 51)));
      assertThat(two.text("summary").orElseThrow())
          .startsWith("No campaign has been measured yet. 2 experiments were compared; in 1 of ");
      assertThat(answer(office.run(B, "optimization", "{}")).text("summary"))
          .hasValue("Nothing real has been measured yet, so there is nothing to recommend.");
    }
  }

  private static void snapshot(Office office, String name, long conversions, long cost) {
    UUID id = Campaigns.on(office.database()).put(scope(A), Campaign.of(name)).id();
    for (DataMode mode : DataMode.values()) {
      MetricsSnapshots.on(office.database())
          .put(
              scope(A),
              new MetricsSnapshot(
                  id,
                  LocalDate.parse("2026-01-06"),
                  mode,
                  new MetricsSnapshot.Figures(
                      10_000, 200, mode == DataMode.REAL ? conversions : 777, 0, 0, 0),
                  new MetricsSnapshot.Money(
                      BigDecimal.valueOf(500), BigDecimal.valueOf(cost), "EUR"),
                  JsonObject.empty()));
    }
  }
}
