package io.revenueos.cli;

import io.revenueos.cli.chart.ChartFile;
import io.revenueos.cro.data.DealSightings;
import io.revenueos.cro.data.ForecastSnapshots;
import io.revenueos.cro.data.PastSnapshot;
import io.revenueos.cro.data.StoredSnapshot;
import io.revenueos.cro.data.Targets;
import io.revenueos.cro.data.TenantDeals;
import io.revenueos.cro.forecast.Forecaster;
import io.revenueos.cro.forecast.Measure;
import io.revenueos.cro.forecast.PeriodForecast;
import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.Movement;
import io.revenueos.cro.pipeline.Period;
import io.revenueos.cro.pipeline.Snapshot;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forecasts a period from a tenant's deals or an export. */
@Command(
    name = "forecast",
    header = "Forecast what is won in a month or a quarter.",
    description = {
      "",
      "From the tenant's deals in the database, or from a CRM's export. The method is the one that"
          + " was worth most in the past; the interval comes from its own past errors. Commit, base"
          + " and stretch are the contract's rule of thumb, shown beside it."
    },
    footer = {
      "",
      "Without enough closed deals there is no forecast; it says how many there are and",
      "how many are needed, and ends with exit code 1. A tenant's forecast keeps a snapshot of",
      "its open deals, and the next one says what became of them.",
      "Exit code 3: some rows of the file were wrong and kept out."
    })
final class ForecastCommand implements Callable<Integer> {
  private static final BigDecimal LEAST_TARGET = BigDecimal.ONE;
  private static final BigDecimal MOST_TARGET = BigDecimal.TEN.pow(15);

  private final Host host;

  @Option(
      names = "--tenant",
      paramLabel = "UUID",
      converter = TenantConverter.class,
      description = "Whose deals; those in the database.")
  private @Nullable TenantId tenant;

  @Option(
      names = "--file",
      paramLabel = "FILE.csv",
      description = "A CRM's export instead; - for standard input.")
  private @Nullable String file;

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description =
          "A quarter such as 2026-Q1, or a month such as 2025-12. Default: the quarter at hand.")
  private @Nullable String period;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = DayConverter.class,
      description =
          "Forecast as on the morning of this day: later facts are not known. Default: all are.")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      converter = DayConverter.class,
      description =
          "Say what became of deals since the morning of this day, too; of a tenant's, since the"
              + " last forecast before it. Default with --tenant: since the last forecast.")
  private @Nullable LocalDate since;

  @Option(
      names = "--target",
      paramLabel = "AMOUNT",
      description = "What is to be won in the period. Default: the tenant's, if one is set.")
  private @Nullable BigDecimal target;

  @Option(names = "--count", description = "Forecast how many deals are won, not their value.")
  private boolean count;

  @Option(names = "--chart", paramLabel = "FILE.png", description = "Draw it, too.")
  private @Nullable Path chart;

  @Mixin private DealSource source;
  @Mixin private OutputOptions output;

  ForecastCommand(Host host) {
    this.host = host;
  }

  /**
   * What a forecast is made from.
   *
   * @param last what a tenant's deals are compared with; empty for a file
   * @param exitCode when there is a forecast
   */
  private record Input(
      DealHistory history,
      String currency,
      Map<String, BigDecimal> probabilities,
      Optional<BigDecimal> target,
      Optional<Comparison> last,
      int exitCode) {}

  /** A tenant's deals, and those of an earlier forecast. */
  private record Comparison(TenantDeals deals, PastSnapshot past) {
    ChangeReport with(Period period, String unit) {
      String at = past.snapshot().takenAt().truncatedTo(ChronoUnit.SECONDS).toString();
      return new ChangeReport(at, unit, past.changes(deals, period));
    }
  }

  @Override
  public Integer call() throws IOException {
    if ((tenant == null) == (file == null)) {
      throw new InvalidInputException(
          "invalid_argument", "--tenant, --file", "expected exactly one of them");
    }
    checkTarget();
    Optional<Period> wanted = Optional.ofNullable(period).map(Period::parse);
    return file != null ? forecast(ofFile(file), wanted) : forecastTenant(wanted);
  }

  private int forecast(Input input, Optional<Period> wanted) throws IOException {
    Optional<ChartFile> picture = Optional.ofNullable(chart).map(ChartFile::at);
    DealHistory history = asOf == null ? input.history() : input.history().asKnownOn(asOf);
    LocalDate day = history.asOf();
    sayIfNotAsked(day);
    Period at = wanted.orElseGet(() -> Period.quarterOf(day));
    if (!at.end().isAfter(day)) {
      throw new InvalidInputException(
          "invalid_period",
          "period",
          "expected one that is not over on %s, found %s; --as-of sets an earlier day"
              .formatted(day, at));
    }
    Forecaster forecaster = Forecaster.of(history, count ? Measure.COUNT : Measure.VALUE);
    PeriodForecast forecast =
        PeriodForecast.of(
            forecaster,
            at,
            day,
            input.probabilities(),
            Optional.ofNullable(target).or(input::target));
    String unit = count ? "deals" : input.currency();
    ForecastReport report = new ForecastReport(host, forecast, unit, changes(input, history, at));
    if (output.json) {
      report.json();
    } else {
      report.show();
    }
    if (picture.isPresent() && forecast.made().isPresent()) {
      picture.get().write(report.charts());
    }
    return forecast.made().isPresent() ? input.exitCode() : ExitCode.FAILED;
  }

  /** Of a later day than all facts nothing more is known. */
  private void sayIfNotAsked(LocalDate day) {
    if (asOf != null && asOf.isAfter(day)) {
      String last =
          file == null
              ? "today"
              : "%s, the last day that the file knows of; if it was exported later, say so: --exported"
                  .formatted(day.minusDays(1));
      host.terminal()
          .message(
              "--as-of %s is taken for %s: nothing is known after %s".formatted(asOf, day, last));
    }
  }

  private void checkTarget() {
    if (target != null
        && (target.compareTo(LEAST_TARGET) < 0 || target.compareTo(MOST_TARGET) > 0)) {
      throw new InvalidInputException(
          "invalid_argument",
          "--target",
          "expected an amount from %s to %,d, found %s"
              .formatted(LEAST_TARGET, MOST_TARGET.toBigInteger(), target));
    }
  }

  private ChangeReport changes(Input input, DealHistory history, Period at) {
    if (input.last().isPresent()) {
      return input.last().get().with(at, input.currency());
    }
    return since == null
        ? new ChangeReport(null, input.currency(), List.of())
        : new ChangeReport(
            since.toString(),
            input.currency(),
            Movement.between(Snapshot.of(history.asKnownOn(since)), Snapshot.of(history), at));
  }

  private Input ofFile(String name) throws IOException {
    DealSource.Deals deals = source.read(host, name);
    DealSource.report(host, deals);
    return new Input(
        deals.history(),
        deals.currency(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        deals.someWrong() ? ExitCode.REFUSED : ExitCode.OK);
  }

  private int forecastTenant(Optional<Period> wanted) throws IOException {
    if (tenant == null) {
      throw new IllegalStateException("--tenant is given");
    }
    TenantScope scope = TenantScope.of(tenant);
    Instant now = Clock.systemUTC().instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
    try (Session session = Session.open(host)) {
      TenantDatabase database = TenantDatabase.on(session.database().dataSource());
      TenantDeals deals =
          TenantDeals.read(database, scope, today).seen(new DealSightings(database).all(scope));
      if (deals.deals().isEmpty()) {
        UnregisteredTenant.note(session.kernel(), tenant, "deals")
            .ifPresent(host.terminal()::message);
      }
      DealSource.report(host, deals.history());
      LocalDate day = asOf == null || asOf.isAfter(today) ? today : asOf;
      Period at = wanted.orElseGet(() -> Period.quarterOf(day));
      Optional<BigDecimal> everybodys = new Targets(database).everybodys(scope, at);
      ForecastSnapshots snapshots = new ForecastSnapshots(database);
      Optional<Comparison> last = last(snapshots, scope).map(past -> new Comparison(deals, past));
      Input input =
          new Input(
              deals.history(),
              deals.currency(),
              deals.probabilities(),
              everybodys,
              last,
              ExitCode.OK);
      int result = forecast(input, wanted);
      if (result == ExitCode.OK && asOf == null) {
        StoredSnapshot seen = StoredSnapshot.of(UUID.randomUUID(), now, deals);
        snapshots.draft(scope, seen);
        snapshots.show(scope, seen.id());
      }
      return result;
    }
  }

  /** Today's deals are compared, those of an earlier day are not: no snapshot is of it. */
  private Optional<PastSnapshot> last(ForecastSnapshots snapshots, TenantScope scope) {
    if (asOf != null) {
      return Optional.empty();
    }
    if (since == null) {
      return snapshots.latest(scope);
    }
    Optional<PastSnapshot> past =
        snapshots.latestBefore(scope, since.atStartOfDay(ZoneOffset.UTC).toInstant());
    if (past.isEmpty()) {
      host.terminal()
          .message(
              "no forecast of before %s left a snapshot: pulled in and pushed out are not known"
                  .formatted(since));
    }
    return past;
  }
}
