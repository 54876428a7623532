package io.revenueos.cmo.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeadScoringTest {
  @Test
  void enoughConversionsMakeAModelWhoseSignalsSumUpToTheScore() {
    LeadHistory leads = InventedLeads.of(900, 1);
    LeadScoring scoring = LeadScoring.from(leads, ColumnWishes.NONE);

    assertThat(scoring.scorer()).isInstanceOf(LeadModel.class);
    assertThat(scoring.reason()).contains("learned from 900 leads", "AUC");
    for (LeadScore score : scoring.scorer().score(leads.table())) {
      double sum = score.start() + score.signals().stream().mapToDouble(Signal::contribution).sum();
      assertThat(100 / (1 + Math.exp(-sum))).isCloseTo(score.score(), within(0.500001));
      assertThat(score.version())
          .startsWith("lead_model_v1:")
          .isEqualTo(scoring.scorer().version());
      assertThat(score.unit()).isEqualTo(LeadScore.Unit.LOG_ODDS);
    }
  }

  @Test
  void theSameLeadsGiveTheSameScoresAndOthersAnotherVersion() {
    LeadHistory leads = InventedLeads.honest(400, 2);
    LeadScorer one = LeadScoring.from(leads, ColumnWishes.NONE).scorer();
    LeadScorer two = LeadScoring.from(InventedLeads.honest(400, 2), ColumnWishes.NONE).scorer();
    assertThat(two.score(leads.table())).isEqualTo(one.score(leads.table()));
    LeadScorer other = LeadScoring.from(InventedLeads.honest(400, 3), ColumnWishes.NONE).scorer();
    assertThat(other.version()).isNotEqualTo(one.version());
  }

  @Test
  void spellingDoesNotMatterAndWhatIsNewIsNoSurprise() {
    LeadHistory leads = InventedLeads.honest(600, 3);
    LeadScorer scorer = LeadScoring.from(leads, ColumnWishes.NONE).scorer();
    List<LeadScore> scores =
        scorer.score(
            LeadTable.of(
                List.of("noise", "source", "visits"),
                List.of(
                    List.of("5", "google", "3"),
                    List.of("5", " GOOGLE ", "3.0"),
                    List.of("5", "a poster", "Select"),
                    List.of("5", "fair", "9"),
                    List.of("5", "google", "0"))));
    assertThat(scores.get(1).score()).isEqualTo(scores.get(0).score());
    assertThat(scores.get(2).score()).isBetween(10, 90);
    assertThat(scores.get(3).score()).isGreaterThan(scores.get(4).score() + 30);
    assertThat(scores.get(3).grade()).isLessThan(scores.get(4).grade());
    assertThat(scores.get(3).signals().get(0).feature()).isIn("visits", "source");
    assertThat(scores.get(3).signals().get(0).direction()).isEqualTo(Signal.Direction.RAISES);
  }

  @Test
  void aColumnThatTheModelNeedsIsNamedWhenItIsMissing() {
    LeadScorer scorer = LeadScoring.from(InventedLeads.honest(400, 4), ColumnWishes.NONE).scorer();
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> scorer.score(LeadTable.of(List.of("visits"), List.of(List.of("1")))))
        .withMessageContaining("found \"source\"");
  }

  @Test
  void tooFewConversionsAreScoredByRulesAndTheReasonSaysHowMany() {
    LeadScoring scoring = LeadScoring.from(InventedLeads.honest(60, 5), ColumnWishes.NONE);
    assertThat(scoring.scorer().version()).isEqualTo("lead_rules_v1");
    assertThat(scoring.reason()).contains("a model needs 50 leads that converted and 50");
  }

  @Test
  void aModelThatIsNoBetterThanTheBaseRateIsNotUsed() {
    List<List<String>> rows = IntStream.range(0, 300).mapToObj(i -> List.of("" + i % 2)).toList();
    boolean[] outcomes = new boolean[300];
    for (int i = 0; i < 300; i++) {
      outcomes[i] = i % 4 < 2;
    }
    LeadScoring scoring =
        LeadScoring.from(
            LeadHistory.of(LeadTable.of(List.of("coin"), rows), outcomes), ColumnWishes.NONE);
    assertThat(scoring.scorer()).isInstanceOf(LeadRules.class);
    assertThat(scoring.reason()).contains("no better than the base rate");
  }

  @Test
  void rulesSayWhatEachPointIsFor() {
    LeadTable leads =
        LeadTable.of(
            List.of("E-mail", "Company", "Lead Source", "Total Visits", "Do Not Email"),
            List.of(
                List.of("ada@engines.example", "Engines", "Referral", "6", "No"),
                List.of("bob@gmail.com", "", "Olark Chat", "1", "Yes"),
                List.of("", "", "", "", "")));
    List<LeadScore> scores = new LeadRules().score(leads);
    assertThat(scores).extracting(LeadScore::score).containsExactly(55, 0, 0);
    assertThat(scores.get(0).grade()).isEqualTo(Grade.C);
    assertThat(scores.get(0).signals())
        .contains(
            new Signal("E-mail", "ada@engines.example", 15), new Signal("Total Visits", "6", 10));
    assertThat(scores.get(1).signals())
        .contains(new Signal("Do Not Email", "Yes", -20))
        .extracting(Signal::direction)
        .contains(Signal.Direction.LOWERS);
  }

  @Test
  void gradesCompareTheOddsWithTheAverageLead() {
    assertThat(Grade.ofOdds(0.4, 0.1)).isEqualTo(Grade.A);
    assertThat(Grade.ofOdds(0.16, 0.1)).isEqualTo(Grade.B);
    assertThat(Grade.ofOdds(0.1, 0.1)).isEqualTo(Grade.C);
    assertThat(Grade.ofOdds(0.03, 0.1)).isEqualTo(Grade.D);
    assertThat(Grade.ofOdds(0.02, 0.1)).isEqualTo(Grade.F);
  }

  @Test
  void aTestNeedsEnoughLeadsOfEachOutcome() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> LeadBacktest.of(InventedLeads.honest(30, 1), 5))
        .withMessageContaining("25 leads of each outcome");
  }

  @Test
  void cellsAreReadAsPeopleMeanThem() {
    assertThat(CellText.normalised("  Olark   Chat ")).isEqualTo("olark chat");
    assertThat(CellText.normalised("SELECT")).isEmpty();
    assertThat(CellText.number("1d")).isNaN();
    assertThat(CellText.number("-1.5e2")).isEqualTo(-150);
    assertThat(CellText.number("infinity")).isNaN();
  }
}
