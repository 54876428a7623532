package io.revenueos.cro.agents;

import io.revenueos.cro.data.TenantDeals;
import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import io.revenueos.cro.setup.PipelineProfile;
import io.revenueos.cro.setup.PipelineProfile.Baseline;
import io.revenueos.cro.setup.StageFunnel;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Describes how a tenant sells, from its deals. Keeps no rows: the answer is the description. */
record PipelineIntake(DealDesk desk) implements Agent {
  private static final String STAGES = "stages";
  private static final String QUESTIONS = "open_questions";
  private static final String EXCLUDED = "excluded";
  private static final List<String> WORDS = List.of(Wording.SUMMARY, QUESTIONS);

  @Override
  public String key() {
    return "pipelineIntake";
  }

  @Override
  public JsonObject brief(AgentTask task) {
    TenantDeals deals = desk.deals(task);
    return JsonObject.of(Wording.FIGURES, figures(deals, order(task)));
  }

  private static List<String> order(AgentTask task) {
    List<String> order =
        task.input().list(STAGES).orElse(List.of()).stream().map(String::valueOf).toList();
    if (new HashSet<>(order).size() < order.size()) {
      throw new InvalidInputException("invalid_request", STAGES, "expected each stage once");
    }
    return order;
  }

  private static JsonObject figures(TenantDeals deals, List<String> order) {
    DealHistory history = deals.history();
    PipelineProfile profile = PipelineProfile.of(history);
    return JsonObject.of("as_of", history.asOf().toString())
        .with("currency", deals.currency())
        .with("deals", history.deals().size())
        .with("open_deals", history.open().size())
        .with(
            STAGES,
            profile.stages().entrySet().stream()
                .map(
                    stage -> JsonObject.of("stage", stage.getKey()).with("deals", stage.getValue()))
                .toList())
        .with("baseline", baseline(profile.total()))
        .with(
            "owners",
            profile.owners().entrySet().stream()
                .map(
                    owner ->
                        JsonObject.of("owner", owner.getKey()).withAll(baseline(owner.getValue())))
                .toList())
        .with("steps", order.isEmpty() ? null : steps(history, order))
        .with(
            "open_without_value",
            history.open().stream().filter(deal -> deal.value().isEmpty()).count())
        .with(
            "open_without_expected_close",
            history.open().stream().filter(deal -> deal.expectedClose().isEmpty()).count())
        .with(
            EXCLUDED,
            history.excludedByReason().entrySet().stream()
                .map(
                    row ->
                        JsonObject.of("reason", row.getKey().words()).with("rows", row.getValue()))
                .toList());
  }

  private static JsonObject baseline(Baseline baseline) {
    return JsonObject.of("closed", baseline.closed())
        .with("won", baseline.won())
        .with("win_rate", baseline.winRate().orElse(null))
        .with("cycle_days", baseline.cycleDays().orElse(null))
        .with("deal_size", baseline.dealSize().orElse(null));
  }

  /**
   * An open deal reached its stage and those before, a won one all; a lost one says only the first.
   */
  private static List<JsonObject> steps(DealHistory history, List<String> order) {
    List<StageFunnel.Reached> reached = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int stage = i;
      reached.add(
          new StageFunnel.Reached(
              order.get(i),
              history.deals().stream().filter(deal -> reached(deal, order) >= stage).count()));
    }
    return new StageFunnel(reached)
        .steps().stream()
            .map(
                step ->
                    JsonObject.of("from", step.from())
                        .with("to", step.to())
                        .with("drop_off", step.dropOff())
                        .with("bottleneck", step.bottleneck()))
            .toList();
  }

  /** The number of the last stage that a deal is known to have reached; -1 for none. */
  private static int reached(DealRecord deal, List<String> order) {
    if (deal.isWon()) {
      return order.size() - 1;
    }
    return deal.isOpen() ? order.indexOf(deal.stage()) : 0;
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    JsonObject figures = Wording.figures(brief);
    JsonObject usual = figures.object("baseline").orElseThrow();
    String summary =
        "%s deals, %s of them open; %s closed, %s won%s."
            .formatted(
                number(figures, "deals"),
                number(figures, "open_deals"),
                number(usual, "closed"),
                number(usual, "won"),
                usual
                    .decimal("cycle_days")
                    .map(days -> ", usually after %s days".formatted(days.toPlainString()))
                    .orElse(""));
    return JsonObject.of(Wording.SUMMARY, summary)
        .with(QUESTIONS, questions(figures))
        .with(Wording.FIGURES, figures);
  }

  private static List<String> questions(JsonObject figures) {
    List<String> questions = new ArrayList<>();
    if (figures.list("steps").isEmpty()) {
      questions.add("In which order do deals go through the stages?");
    }
    ask(figures, "open_without_value", "What are the %s open deals without a value worth?")
        .ifPresent(questions::add);
    ask(
            figures,
            "open_without_expected_close",
            "When are the %s open deals without a day to close?")
        .ifPresent(questions::add);
    if (!figures.list(EXCLUDED).orElse(List.of()).isEmpty()) {
      questions.add("Who corrects the rows that were kept out?");
    }
    return questions;
  }

  private static Optional<String> ask(JsonObject figures, String key, String question) {
    return figures
        .decimal(key)
        .filter(count -> count.signum() > 0)
        .map(count -> question.formatted(count.toPlainString()));
  }

  private static String number(JsonObject holder, String key) {
    return holder.decimal(key).orElseThrow().toPlainString();
  }

  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    return Wording.settled(brief, answer, WORDS);
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    return JsonObject.empty();
  }
}
