package io.revenueos.cro.agents;

import io.revenueos.cro.data.TenantDeals;
import io.revenueos.cro.pipeline.Outcome;
import io.revenueos.cro.setup.PipelineFigures;
import io.revenueos.cro.setup.StageSteps;
import io.revenueos.cro.setup.StageSteps.Standing;
import io.revenueos.cro.setup.StageSteps.Step;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Describes how a tenant sells, from its deals, or from the figures of a CRM's export that a host
 * has read. Keeps no rows: the answer is the description.
 */
record PipelineIntake(DealDesk desk) implements Agent {
  private static final String STAGES = "stages";
  private static final String EXPORT = "export";
  private static final String PIPELINE = "pipeline";
  private static final String STEPS = "steps";
  private static final String STEPS_OF = "steps_of";
  private static final String ALL_DEALS = "all_deals";
  private static final String SEEN_DEALS = "deals_seen_by_forecasts";
  private static final String BASELINE = "baseline";
  private static final String BOTTLENECK = "bottleneck";
  private static final String LOST_SOMEWHERE = "lost_somewhere";
  private static final String QUESTIONS = "open_questions";
  private static final String CLOSED = "closed_";
  private static final int MOST_NAMED = 10;
  private static final List<String> WORDS = List.of(Wording.SUMMARY, QUESTIONS);

  @Override
  public String key() {
    return "pipelineIntake";
  }

  @Override
  public JsonObject brief(AgentTask task) {
    List<String> order =
        task.input().list(STAGES).orElse(List.of()).stream().map(String::valueOf).toList();
    Optional<JsonObject> export = task.input().object(EXPORT);
    return JsonObject.of(
        Wording.FIGURES,
        export.isPresent() ? exported(export.get(), order) : stored(desk.dealsAsSeen(task), order));
  }

  private static JsonObject stored(TenantDeals deals, List<String> order) {
    JsonObject figures =
        JsonObject.of("source", "stored_deals")
            .with(EXPORT, null)
            .withAll(PipelineFigures.of(deals.history(), deals.currency()));
    Optional<Standing> seen = Standing.ofSeen(deals.history());
    return withSteps(figures, order, seen.orElseGet(() -> standing(figures)))
        .with(STEPS_OF, seen.isPresent() ? SEEN_DEALS : ALL_DEALS);
  }

  private static JsonObject exported(JsonObject export, List<String> order) {
    ExportCheck.require(export);
    JsonObject rows = JsonObject.empty();
    for (String key : List.of("file", "rows", "kept_out", "unreadable")) {
      rows = rows.with(key, export.members().get(key));
    }
    JsonObject figures =
        JsonObject.of("source", EXPORT)
            .with(EXPORT, rows)
            .withAll(export.object(PIPELINE).orElseThrow());
    return withSteps(figures, order, standing(figures)).with(STEPS_OF, ALL_DEALS);
  }

  private static JsonObject withSteps(JsonObject figures, List<String> order, Standing standing) {
    boolean someUnnamed = figures.object("other_stages").isPresent();
    if (someUnnamed
        && order.stream()
            .anyMatch(
                stage -> !Outcome.ofStage(stage).closed() && !standing.open().containsKey(stage))) {
      throw new InvalidInputException(
          "invalid_request", STAGES, "expected stages that are among the largest of the pipeline");
    }
    List<JsonObject> steps =
        StageSteps.of(order, standing).steps().stream().map(PipelineIntake::step).toList();
    return figures
        .with(LOST_SOMEWHERE, standing.lostSomewhere())
        .with(STEPS, order.isEmpty() ? null : steps);
  }

  private static Standing standing(JsonObject figures) {
    Map<String, Long> open = new HashMap<>();
    for (JsonObject stage : Checked.objects(figures, STAGES)) {
      String name = stage.text("stage").orElseThrow();
      if (!Outcome.ofStage(name).closed()) {
        open.put(name, Checked.count(stage, "deals"));
      }
    }
    JsonObject usual = figures.object(BASELINE).orElseThrow();
    long won = Checked.count(usual, "won");
    return new Standing(open, won, Map.of(), Checked.count(usual, "closed") - won);
  }

  private static JsonObject step(Step step) {
    return JsonObject.of("from", step.from())
        .with("to", step.to())
        .with("passed", step.passed())
        .with("waiting", step.waiting())
        .with("drop_off", step.dropOff().orElse(null))
        .with("drop_off_least", step.least())
        .with("drop_off_most", step.most())
        .with(BOTTLENECK, step.bottleneck().orElse(null));
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    JsonObject figures = Wording.figures(brief);
    JsonObject usual = figures.object(BASELINE).orElseThrow();
    String summary =
        "%s%s deals, %s of them open; %s closed, %s won%s."
            .formatted(
                figures.object(EXPORT).map(PipelineIntake::source).orElse(""),
                number(figures, "deals"),
                number(figures, "open_deals"),
                number(usual, "closed"),
                number(usual, "won"),
                usual
                    .decimal("cycle_days")
                    .map(days -> ", usually after %s days".formatted(days.toPlainString()))
                    .orElse(""));
    return JsonObject.of(Wording.SUMMARY, summary + bottlenecks(figures))
        .with(QUESTIONS, questions(figures))
        .with(Wording.FIGURES, figures);
  }

  private static String source(JsonObject export) {
    return "From the export %s, not from stored deals (%s rows, %s kept out, %s unreadable): "
        .formatted(
            export.text("file").orElseThrow(),
            number(export, "rows"),
            number(export, "kept_out"),
            number(export, "unreadable"));
  }

  private static String bottlenecks(JsonObject figures) {
    if (Checked.objects(figures, STEPS).isEmpty()) {
      return "";
    }
    String known = names(figures, step -> step.flag(BOTTLENECK).orElse(false));
    String open = names(figures, step -> step.flag(BOTTLENECK).isEmpty());
    boolean seen = figures.text(STEPS_OF).filter(SEEN_DEALS::equals).isPresent();
    String of =
        seen ? " By deals that earlier forecasts saw, bottlenecks: %s." : " Bottlenecks: %s.";
    if (open.isEmpty()) {
      return of.formatted(known.isEmpty() ? "none" : known);
    }
    return (known.isEmpty() ? "" : of.formatted(known))
        + " Nothing says at which stage %s deals were lost, so it is not known whether these are bottlenecks: %s."
            .formatted(number(figures, LOST_SOMEWHERE), open);
  }

  private static String names(JsonObject figures, Predicate<JsonObject> which) {
    return Checked.objects(figures, STEPS).stream()
        .filter(which)
        .map(
            step ->
                "%s to %s"
                    .formatted(step.text("from").orElseThrow(), step.text("to").orElseThrow()))
        .collect(Collectors.joining(", "));
  }

  private static List<String> questions(JsonObject figures) {
    List<String> questions = new ArrayList<>();
    if (figures.list(STEPS).isEmpty()) {
      questions.add("In which order do deals go through the stages?");
    } else {
      ask(figures, LOST_SOMEWHERE, "At which stages were the %s lost deals lost?")
          .ifPresent(questions::add);
      questions.addAll(questionsOfOrder(figures));
    }
    ask(figures, "open_without_value", "What are the %s open deals without a value worth?")
        .ifPresent(questions::add);
    ask(
            figures,
            "open_without_expected_close",
            "When are the %s open deals without a day to close?")
        .ifPresent(questions::add);
    if (!Checked.objects(figures, "excluded").isEmpty()) {
      questions.add("Who corrects the rows that were kept out?");
    }
    return questions;
  }

  /** A stage that is misspelled in the order looks like one that every deal has passed. */
  private static List<String> questionsOfOrder(JsonObject figures) {
    Set<String> there = texts(figures, STAGES, "stage");
    Set<String> ordered = texts(figures, STEPS, "from");
    List<String> questions = new ArrayList<>();
    if (figures.object("other_stages").isEmpty()) {
      listed(ordered, there)
          .map(
              "No deal is in these stages of the order: %s. Are they written as in the pipeline?"
                  ::formatted)
          .ifPresent(questions::add);
    }
    listed(there, ordered)
        .map("Where in the order are these stages: %s? Their deals are in no step."::formatted)
        .ifPresent(questions::add);
    return questions;
  }

  private static Set<String> texts(JsonObject figures, String list, String key) {
    return Checked.objects(figures, list).stream()
        .flatMap(one -> one.text(key).stream())
        .filter(stage -> !stage.startsWith(CLOSED))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those of some that are not among others; empty when all are. */
  private static Optional<String> listed(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(rest.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")));
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
