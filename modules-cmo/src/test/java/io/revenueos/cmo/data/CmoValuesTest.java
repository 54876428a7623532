package io.revenueos.cmo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
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
