package io.revenueos.cmo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Values refuse what their columns would, by the column's name. */
class CmoValuesTest {

  private static void assertRefused(String message, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertRefused("business_name: expected text", () -> BrandProfile.of(" "));
    assertRefused("segment_code: ", () -> IcpSegment.of("a\u0000b", "n"));
    assertRefused("description: NUL", () -> Campaign.of("n").describedAs("a\u0000b"));
    assertRefused("campaign_name: expected at most 200", () -> Campaign.of("n".repeat(201)));
    assertRefused(
        "conversion_target: expected 0 to 1, found 1.01",
        () -> new FunnelStage("n", "", List.of(), new BigDecimal("1.01")));
    assertRefused(
        "channels[1]: expected text", () -> new FunnelStage("n", "", List.of("a", ""), null));
    assertRefused("budget_allocated: ", () -> new Budget(new BigDecimal("-1"), "USD"));
    assertRefused("currency: ", () -> new Budget(BigDecimal.ONE, "usd"));
    assertRefused(
        "channels[1].channel: ",
        () ->
            Campaign.of("n")
                .on(List.of(CampaignChannel.of(Channel.SMS), CampaignChannel.of(Channel.SMS))));
  }

  @Test
  void whatIsTooLongOrTooLargeIsRefused() {
    String half = "x".repeat(600_000);
    assertRefused(
        "description: expected at most 1048576 characters, found 1200000",
        () -> Campaign.of("n").describedAs(half + half));
    assertRefused(
        "competitors: expected at most 1048576 characters in all, found 1200000",
        () -> new BrandProfile("n", "", "", "", "", "", List.of(half, half), List.of()));
    assertRefused(
        "goals: expected at most 1048576 characters, found ",
        () ->
            new MarketingPlan(
                "n",
                "",
                List.of(half, half),
                List.of(),
                null,
                MarketingPlan.Status.DRAFT,
                List.of()));
    assertRefused(
        "settings: expected at most 1048576 characters, found ",
        () ->
            new CampaignChannel(
                Channel.SMS,
                CampaignChannel.Status.DRAFT,
                null,
                JsonObject.of("a", half).with("b", half)));
    for (String amount : List.of("1E+1000000000", "1E-1000000000", "1E+40")) {
      assertRefused(
          "budget_allocated: expected at most 40 digits before and after the point",
          () -> new Budget(new BigDecimal(amount), "USD"));
    }
  }

  @Test
  void moneyIsTheSameHoweverItIsWritten() {
    assertThat(new Budget(new BigDecimal("1500.00"), "USD"))
        .isEqualTo(new Budget(new BigDecimal("1.5E+3"), "USD"));
  }

  @Test
  void aCampaignOfTheAiIsMarkedOnce() {
    Campaign marked = Campaign.of("n").describedAs("Mails").drivenByAi();
    assertThat(marked.description()).isEqualTo("AI CMO Driven: Mails");
    assertThat(marked.drivenByAi()).isEqualTo(marked);
    assertThat(marked.isDrivenByAi()).isTrue();
    assertThat(Campaign.of("n").isDrivenByAi()).isFalse();
    assertThat(Campaign.of("n").drivenByAi().isDrivenByAi()).isTrue();
  }
}
