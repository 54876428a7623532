package io.revenueos.cmo.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.revenueos.cmo.scoring.ColumnFinding.Verdict;
import io.revenueos.kernel.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnReviewTest {
  private static Map<String, Verdict> verdicts(ColumnReview review) {
    return review.findings().stream()
        .collect(Collectors.toMap(ColumnFinding::column, ColumnFinding::verdict));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void columnsThatKnowTheOutcomeAreLeftOutAndNamedWithSeed(long seed) {
    ColumnReview review = ColumnReview.of(InventedLeads.of(900, seed), ColumnWishes.NONE);

    assertThat(verdicts(review))
        .isEqualTo(
            Map.of(
                "id", Verdict.SAYS_NOTHING,
                "country", Verdict.SAYS_NOTHING,
                "mood", Verdict.KNOWS_THE_OUTCOME,
                "Last Call", Verdict.NAMED_LATE,
                "signed by", Verdict.KNOWS_THE_OUTCOME));
    assertThat(review.kept()).containsExactly("visits", "source", "noise");
    assertThat(review.findings())
        .filteredOn(finding -> finding.column().equals("mood"))
        .allSatisfy(
            finding ->
                assertThat(finding.reason()).contains("as well as all the ordinary ones together"));
  }

  @Test
  void whatTheCallerSaysGoesFirst() {
    ColumnReview review =
        ColumnReview.of(
            InventedLeads.of(900, 4),
            new ColumnWishes(List.of("Noise"), List.of("last call", "signed by")));
    assertThat(review.kept()).containsExactly("visits", "source", "Last Call", "signed by");
    assertThat(verdicts(review))
        .containsEntry("noise", Verdict.LEFT_OUT_AS_TOLD)
        .containsEntry("Last Call", Verdict.KEPT_AS_TOLD);
  }

  @Test
  void wishesThatCannotBeAreNamed() {
    LeadHistory leads = InventedLeads.of(100, 1);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ColumnReview.of(leads, new ColumnWishes(List.of("colour"), List.of())))
        .withMessageContaining("found \"colour\"")
        .withMessageContaining("visits, source");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new ColumnWishes(List.of("a"), List.of("A")))
        .withMessageContaining("in both");
  }

  @Test
  void whereNothingElseSaysAnythingAStrongColumnIsKeptWithADoubt() {
    LeadHistory leads = InventedLeads.honest(900, 5);
    List<List<String>> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    boolean[] outcomes = leads.outcomes();
    for (boolean won : outcomes) {
      int pages = random.nextInt(6) + (won ? 3 : 0);
      rows.add(List.of(Integer.toString(pages), Integer.toString(random.nextInt(9))));
    }
    LeadTable table = LeadTable.of(List.of("pages", "noise"), rows);
    ColumnReview review = ColumnReview.of(LeadHistory.of(table, outcomes), ColumnWishes.NONE);
    assertThat(verdicts(review)).isEqualTo(Map.of("pages", Verdict.DOUBTFUL));
    assertThat(review.kept()).contains("pages");
  }

  @ParameterizedTest
  @CsvSource({
    "Last Activity, true",
    "lastNotableActivity, true",
    "Lead Quality, true",
    "Lead Profile, true",
    "deal_status, true",
    "call duration, true",
    "lost_reason, true",
    "marital status, false",
    "What is your current occupation, false",
    "Receive More Updates, false",
    "poutcome, false",
    "Lead Source, false",
    "profile url, false"
  })
  void namesGiveAwayWhatIsWrittenLate(String name, boolean late) {
    assertThat(LateWords.found(name).isPresent()).isEqualTo(late);
  }

  @ParameterizedTest
  @ValueSource(longs = {1})
  void aColumnThatIsFilledMoreOftenOnTheWayIsKeptWithADoubtWithSeed(long seed) {
    LeadHistory leads = InventedLeads.honest(800, seed);
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] outcomes = leads.outcomes();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < leads.size(); i++) {
      boolean asked = random.nextInt(100) < (outcomes[i] ? 80 : 40);
      List<String> row = new ArrayList<>(leads.table().row(i));
      row.add(asked ? "goal " + random.nextInt(3) : "");
      rows.add(row);
    }
    LeadTable table = LeadTable.of(List.of("visits", "source", "noise", "goal"), rows);
    ColumnReview review = ColumnReview.of(LeadHistory.of(table, outcomes), ColumnWishes.NONE);
    assertThat(verdicts(review)).isEqualTo(Map.of("goal", Verdict.DOUBTFUL));
    assertThat(review.kept()).contains("goal");
  }
}
