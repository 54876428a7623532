package io.revenueos.cmo.data;

import static io.revenueos.cmo.data.Place.A;
import static io.revenueos.cmo.data.Place.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.Changes.Count;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.provisioning.JsonFields;
import io.revenueos.kernel.jdbc.provisioning.ProvisioningStep;
import io.revenueos.kernel.jdbc.provisioning.TenantPlan;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the AI CMO sets up for a tenant. */
class CmoProvisioningTest {
  private static final String DATA =
      """
      {
        "brand_profile": {"business_name": "Acme", "industry": "Toys", "competitors": ["X"]},
        "segments": [{"segment_code": "parents", "name": "Parents", "priority_score": 90,
                      "firmographics": {"age": "30-45"}}],
        "offers": [{"name": "Box", "target_segment_codes": ["parents"]}],
        "funnels": [{"funnel_name": "Sales", "stages": [
          {"stage_name": "Seen", "channels": ["email"], "conversion_target": 0.25},
          {"stage_name": "Sold"}]}],
        "campaigns": [{"campaign_name": "Spring", "description": "Mails", "budget_allocated": 100.50,
          "channels": ["email", {"channel": "sms", "status": "active", "settings": {"from": "A"}}]}]
      }
      """;

  private static TenantPlan plan(String data) {
    return TenantPlan.parse(
        "{\"tenant_id\": \"%s\", \"slug\": \"a\", \"name\": \"A\", \"data\": {\"ai_cmo\": %s}}"
            .formatted(A.tenant(), data),
        "ops");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void allOfItIsThereAndAgainChangesNothing(Database kind) {
    try (Place place = Place.on(kind)) {
      Changes first = place.provisioning().provision(plan(DATA));
      assertThat(first.tables())
          .containsAllEntriesOf(
              Map.of(
                  "cmo_brand_profiles", new Count(1, 0, 0),
                  "cmo_icp_segments", new Count(1, 0, 0),
                  "cmo_offers", new Count(1, 0, 0),
                  "cmo_funnels", new Count(1, 0, 0),
                  "cmo_funnel_stages", new Count(2, 0, 0),
                  "cmo_campaigns", new Count(1, 0, 0),
                  "cmo_campaign_channels", new Count(2, 0, 0)));
      assertThat(place.provisioning().provision(plan(DATA)).isEmpty()).isTrue();
      Campaign spring =
          Campaigns.on(place.database()).find(A, "Spring").map(Stored::value).orElseThrow();
      assertThat(spring.description()).isEqualTo("AI CMO Driven: Mails");
      assertThat(spring.budgetOrNull()).isEqualTo(new Budget(new BigDecimal("100.5"), "USD"));
      assertThat(place.provisioning().counts(A))
          .containsEntry("cmo_campaign_channels", 2L)
          .containsEntry("cmo_brand_profiles", 1L);
      assertThat(place.provisioning().counts(B)).allSatisfy((table, n) -> assertThat(n).isZero());
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatAPlanDoesNotNameStays(Database kind) {
    try (Place place = Place.on(kind)) {
      place.provisioning().provision(plan(DATA));
      Changes changes =
          place
              .provisioning()
              .provision(
                  plan(
                      """
                      {"brand_profile": {"business_name": "Acme Ltd."},
                       "segments": [{"segment_code": "parents", "name": "Parents", "is_active": false}],
                       "funnels": [{"funnel_name": "Sales", "description": "D"}],
                       "campaigns": [{"campaign_name": "Spring", "status": "active",
                                      "channels": [{"channel": "sms", "budget_allocated": 5}]}]}
                      """));
      assertThat(changes.total()).isEqualTo(new Count(0, 5, 2));
      assertThat(BrandProfiles.on(place.database()).find(A).map(Stored::value))
          .contains(new BrandProfile("Acme Ltd.", "Toys", "", "", "", "", List.of("X"), List.of()));
      Funnel sales = Funnels.on(place.database()).find(A, "Sales").map(Stored::value).orElseThrow();
      assertThat(sales.stages()).extracting(FunnelStage::name).containsExactly("Seen", "Sold");
      Campaign spring =
          Campaigns.on(place.database()).find(A, "Spring").map(Stored::value).orElseThrow();
      assertThat(spring.description()).isEqualTo("AI CMO Driven: Mails");
      assertThat(spring.channels())
          .containsExactly(
              CampaignChannel.of(Channel.EMAIL),
              new CampaignChannel(
                  Channel.SMS,
                  CampaignChannel.Status.ACTIVE,
                  new Budget(new BigDecimal("5"), "USD"),
                  JsonObject.of("from", "A")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x': 1 | data.x: unknown key; allowed: brand_profile, segments, offers, funnels, campaigns",
        "'brand_profile': [] | data.brand_profile: expected an object, found an array",
        "'brand_profile': {} | data.brand_profile.business_name: required, but missing",
        "'brand_profile': {'business_name': ' '} | data.brand_profile.business_name: expected text, found a blank",
        "'brand_profile': {'business_name': 'A', 'competitors': [1]} | data.brand_profile.competitors[0]: expected text, found 1",
        "'segments': [{'segment_code': 'a', 'name': 'A', 'priority_score': 101}] | data.segments[0].priority_score: expected 0 to 100, found 101",
        "'segments': [{'segment_code': 'a', 'name': 'A', 'priority_score': 0.5}] | data.segments[0].priority_score: expected a whole number, found 0.5",
        "'segments': [{'segment_code': 'a', 'name': 'A'}, {'segment_code': 'a', 'name': 'A'}] | data.segments[1].segment_code: expected one that stands once",
        "'offers': [{'name': 'A', 'status': 'on'}] | data.offers[0].status: expected one of active, archived, found \"on\"",
        "'funnels': [{'funnel_name': 'F', 'stages': [{}]}] | data.funnels[0].stages[0].stage_name: required",
        "'funnels': [{'funnel_name': 'F', 'stages': [{'stage_name': 'S', 'channels': ['fax']}]}] | data.funnels[0].stages[0].channels[0]: expected one of email, sms",
        "'funnels': [{'funnel_name': 'F', 'stages': [{'stage_name': 'S', 'conversion_target': 2}]}] | data.funnels[0].stages[0].conversion_target: expected 0 to 1",
        "'campaigns': [{'campaign_name': 'C', 'channels': ['fax']}] | data.campaigns[0].channels[0].channel: expected one of email, sms",
        "'campaigns': [{'campaign_name': 'C', 'channels': [1]}] | data.campaigns[0].channels[0]: expected an object, found 1",
        "'campaigns': [{'campaign_name': 'C', 'channels': ['sms', 'sms']}] | data.campaigns[0].channels[1].channel: expected one that stands once",
        "'campaigns': [{'campaign_name': 'C', 'budget_allocated': -1}] | data.campaigns[0].budget_allocated: expected 0 or more",
        "'campaigns': [{'campaign_name': 'C', 'budget_allocated': 1, 'currency': 'usd'}] | data.campaigns[0].currency: expected three capitals",
        "'campaigns': [{'campaign_name': 'C', 'budget': 1}] | data.campaigns[0].budget: unknown key; allowed: campaign_name"
      })
  void whatIsWrongIsNamedBeforeAnythingIsWritten(String member, String message) {
    JsonObject data = JsonObject.parse("{%s}".formatted(member.replace("'", "\"")));
    ProvisioningStep step = new CmoProvisioning();
    assertThatThrownBy(() -> step.prepare(JsonFields.of("invalid_plan", "data", data)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void itIsFoundOnTheClassPath() {
    assertThat(ProvisioningStep.discover()).extracting(ProvisioningStep::module).contains("ai_cmo");
  }
}
