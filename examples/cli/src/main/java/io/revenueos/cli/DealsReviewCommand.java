package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cro.data.DealReviews;
import io.revenueos.cro.data.DealSightings;
import io.revenueos.cro.data.StoredReview;
import io.revenueos.cro.data.TenantDeals;
import io.revenueos.cro.review.DealReview;
import io.revenueos.cro.review.Pace;
import io.revenueos.cro.review.Part;
import io.revenueos.cro.review.Risk;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reviews open deals of a tenant. */
@Command(
    name = "review",
    header = "Review open deals: score, grade, risks with their signals, next steps.",
    description = {
      "",
      "By the contract's rubric; the latest review of each deal is kept. Where it is not said whom"
          + " the team talks to, that is nobody; a deal without a named competitor counts as asked"
          + " of nobody else; the pace is that of the tenant's own won deals."
    })
final class DealsReviewCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(arity = "0..1", paramLabel = "DEAL_ID", description = "One deal.")
  private @Nullable String id;

  @Option(names = "--all", description = "All open deals.")
  private boolean all;

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "UUID",
      converter = TenantConverter.class,
      description = "Whose deals they are.")
  private @Nullable TenantId tenant;

  @Mixin private OutputOptions output;

  DealsReviewCommand(Host host) {
    this.host = host;
  }

  /** A deal and its review. */
  private record Reviewed(Deal deal, DealReview review) {}

  @Override
  public Integer call() {
    if (tenant == null) {
      throw new IllegalStateException("--tenant is required");
    }
    if (all == (id != null)) {
      throw new InvalidInputException(
          "invalid_argument", "DEAL_ID, --all", "expected exactly one of them");
    }
    TenantScope scope = TenantScope.of(tenant);
    LocalDate today = LocalDate.now(Clock.systemUTC());
    try (Session session = Session.open(host)) {
      TenantDatabase database = TenantDatabase.on(session.database().dataSource());
      TenantDeals deals =
          TenantDeals.read(database, scope, today.plusDays(1))
              .seen(new DealSightings(database).all(scope));
      if (deals.deals().isEmpty()) {
        UnregisteredTenant.refuse(session.kernel(), tenant, "deals");
      }
      Pace pace = Pace.of(deals.history());
      List<Reviewed> reviewed =
          wanted(deals).stream()
              .map(deal -> new Reviewed(deal, deals.review(deal, pace, today)))
              .sorted(
                  Comparator.comparingInt((Reviewed one) -> one.review().score())
                      .thenComparing(one -> one.deal().id().toString()))
              .toList();
      DealReviews table = new DealReviews(database);
      reviewed.forEach(one -> table.put(scope, stored(one)));
      show(reviewed, pace);
    }
    return ExitCode.OK;
  }

  private List<Deal> wanted(TenantDeals deals) {
    if (id == null) {
      return deals.deals().stream().filter(Deal::isOpen).toList();
    }
    return List.of(
        deals.deals().stream()
            .filter(deal -> deal.id().toString().equalsIgnoreCase(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedException(
                        "unknown_id", "tenant %s has no deal %s".formatted(tenant, id))));
  }

  private static StoredReview stored(Reviewed one) {
    DealReview review = one.review();
    return new StoredReview(
        one.deal().id(),
        "Score **%d**, grade **%s** (%s): %s."
            .formatted(
                review.score(), review.grade(), review.version(), review.recommendation().words()),
        review.risks().stream().map(DealsReviewCommand::line).collect(Collectors.joining("\n")),
        String.join("\n", review.nextSteps()),
        BigDecimal.valueOf(review.score()));
  }

  private static String line(Risk risk) {
    return risk.kind().words() + ": " + risk.signal();
  }

  private void show(List<Reviewed> reviewed, Pace pace) {
    if (output.json) {
      reviewed.forEach(one -> host.terminal().result(json(one)));
      return;
    }
    if (!pace.isKnown()) {
      host.terminal()
          .message(
              "fewer than %d won deals: the pace is not known, every deal counts as on it"
                  .formatted(Pace.NEEDED));
    }
    if (reviewed.isEmpty()) {
      host.terminal().message("no open deals");
    } else if (id == null) {
      host.terminal().result(table(reviewed));
    } else {
      details(reviewed.get(0));
    }
  }

  private static Table table(List<Reviewed> reviewed) {
    Table table = Table.of("deal", "name", "score", "grade", "health", "risks", "recommendation");
    for (Reviewed one : reviewed) {
      table.row(
          one.deal().id(),
          one.deal().details().name(),
          one.review().score(),
          one.review().grade(),
          one.review().health().name().toLowerCase(Locale.ROOT),
          one.review().risks().stream()
              .map(risk -> risk.kind().words())
              .collect(Collectors.joining(", ")),
          one.review().recommendation().words());
    }
    return table;
  }

  private void details(Reviewed one) {
    DealReview review = one.review();
    host.terminal()
        .result(
            host.terminal().styled(Style.STRONG, Printable.of(one.deal().details().name(), 200)));
    Table points = Table.of("part", "points of 25");
    review
        .orderedPoints()
        .forEach((part, count) -> points.row(part.code().replace('_', ' '), count));
    points.row("score of 100", review.score());
    host.terminal().result(points);
    host.terminal()
        .result(
            "Grade %s, %s. %s."
                .formatted(
                    review.grade(),
                    review.health().name().toLowerCase(Locale.ROOT),
                    sentence(review.recommendation().words())));
    review
        .risks()
        .forEach(risk -> host.terminal().result("risk: " + Printable.of(line(risk), 300)));
    review.nextSteps().forEach(step -> host.terminal().result("next: " + step));
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static JsonLine json(Reviewed one) {
    DealReview review = one.review();
    JsonLine points = JsonLine.empty();
    for (Part part : Part.values()) {
      points.with(part.code(), review.points().getOrDefault(part, 0));
    }
    return JsonLine.of("deal_id", one.deal().id())
        .with("version", review.version())
        .with("score", review.score())
        .with("grade", review.grade().name())
        .with("health", review.health().name().toLowerCase(Locale.ROOT))
        .with("points", points)
        .with(
            "risks",
            review.risks().stream()
                .map(
                    risk ->
                        JsonLine.of("risk", risk.kind().words())
                            .with("signal", risk.signal())
                            .with("next_step", risk.nextStep()))
                .toList())
        .with("next_steps", review.nextSteps())
        .with("recommendation", review.recommendation().words());
  }
}
