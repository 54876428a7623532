package io.revenueos.cli;

import io.revenueos.cli.deals.DealFile;
import io.revenueos.cli.deals.DealMapping;
import io.revenueos.cli.deals.DealRow;
import io.revenueos.cli.deals.PriceList;
import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.input.NamedFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.Exclusion;
import io.revenueos.cro.pipeline.Exclusion.Reason;
import io.revenueos.cro.pipeline.StageNames;
import io.revenueos.kernel.error.InvalidInputException;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reads deals from a CRM's export, and what it says about its rows. */
final class DealSource {
  private static final int MAX_MAPPING_BYTES = 1 << 20;
  private static final LocalDate EARLIEST = LocalDate.of(1980, 1, 1);
  private static final int ROWS_SHOWN = 5;
  private static final Naming ROWS =
      new Naming("row", "rows", excluded -> String.valueOf(excluded.row()));
  private static final Naming STORED =
      new Naming("deal", "deals", excluded -> Printable.of(excluded.id(), 100));

  @Option(
      names = "--mapping",
      paramLabel = "M.json",
      description = "How the file differs; see import deals.")
  private @Nullable String mapping;

  @Option(
      names = "--products",
      paramLabel = "P.csv",
      description = "List prices: columns product and price. Open deals are valued by them.")
  private @Nullable String products;

  @Option(
      names = "--stages",
      split = ",",
      paramLabel = "STAGE",
      description =
          "The stages there are, separated by commas; rows with another are kept out. Default: the "
              + "usual ones, and those that 1 %% of the rows use.")
  private @Nullable List<String> stages;

  @Option(
      names = "--exported",
      paramLabel = "DATE",
      converter = DayConverter.class,
      description =
          "The morning of the export: deals that closed or began on it or later are wrong. Default:"
              + " the day after the file's last.")
  private @Nullable LocalDate exported;

  /**
   * What was read.
   *
   * @param name of the file
   * @param refused rows that could not be read
   */
  record Deals(String name, DealHistory history, String currency, List<DealRow.Refused> refused) {
    /** Whether rows are wrong, not only of no use. */
    boolean someWrong() {
      return !refused.isEmpty()
          || history.excluded().stream().anyMatch(row -> row.reason() != Reason.NO_START_DATE);
    }
  }

  /** What is kept out, and how one of it is known to whoever has to correct it. */
  private record Naming(String one, String many, Function<Exclusion, String> name) {}

  /** Whether anything is said about a file. */
  boolean isGiven() {
    return mapping != null || products != null || stages != null || exported != null;
  }

  Deals read(Host host, String file) throws IOException {
    checkExported();
    DealMapping rules = mapping(host);
    NamedFile named = NamedFile.of(file);
    DealFile read =
        named.read(
            host.terminal().in(), input -> DealFile.read(input.stream(), input.name(), rules));
    read.assumptions().forEach(said -> host.terminal().message(Printable.of(said)));
    if (read.currencies() > 1) {
      host.terminal()
          .message(
              "the file has %d currencies; they are added up as they are"
                  .formatted(read.currencies()));
    }
    PriceList.Matched prices = prices(host, rules).matched(read.rows());
    prices.notes().forEach(said -> host.terminal().message("note: " + Printable.of(said)));
    if (read.rows().isEmpty()) {
      throw named.named(nothing(read));
    }
    LocalDate day = exported == null ? read.asOf(LocalDate.now(Clock.systemUTC())) : exported;
    DealHistory history = DealHistory.of(read.rows(), names(read), day, prices.prices());
    return new Deals(InputFile.name(file), history, read.currency(), read.refused());
  }

  private void checkExported() {
    LocalDate tomorrow = LocalDate.now(Clock.systemUTC()).plusDays(1);
    if (exported != null && (exported.isBefore(EARLIEST) || exported.isAfter(tomorrow))) {
      throw new InvalidInputException(
          "invalid_argument",
          "--exported",
          "expected a day from %s to %s, found %s".formatted(EARLIEST, tomorrow, exported));
    }
  }

  private static InvalidInputException nothing(DealFile read) {
    String why =
        read.refused().stream()
            .findFirst()
            .map(
                row ->
                    "; %,d cannot be read, the first on row %d: %s"
                        .formatted(read.refused().size(), row.row(), row.message()))
            .orElse("");
    return new InvalidInputException(
        "no_rows", "file", "expected rows below the header, found none" + why);
  }

  private StageNames names(DealFile read) {
    if (stages == null) {
      return StageNames.usedIn(read.rows());
    }
    Set<String> given = new HashSet<>(stages);
    return new StageNames(given);
  }

  private DealMapping mapping(Host host) throws IOException {
    if (mapping == null) {
      return DealMapping.DEFAULT;
    }
    return new NamedFile("--mapping", mapping)
        .read(host.terminal().in(), input -> DealMapping.parse(input.text(MAX_MAPPING_BYTES)));
  }

  private PriceList prices(Host host, DealMapping rules) throws IOException {
    if (products == null) {
      return PriceList.NONE;
    }
    return new NamedFile("--products", products)
        .read(host.terminal().in(), input -> PriceList.read(input.stream(), rules));
  }

  /** For people: counts by reason, with the first rows of each. */
  static void report(Host host, Deals deals) {
    deals.refused().stream()
        .limit(ROWS_SHOWN)
        .forEach(
            row ->
                host.terminal()
                    .message("row %d: %s".formatted(row.row(), Printable.of(row.message(), 300))));
    if (deals.refused().size() > ROWS_SHOWN) {
      host.terminal().message("%,d rows could not be read".formatted(deals.refused().size()));
    }
    report(host, deals.history(), ROWS);
    if (Math.max(deals.refused().size(), mostForOneReason(deals.history())) > ROWS_SHOWN) {
      host.terminal()
          .message("each of these rows, one a line: revenue backtest forecast FILE.csv --json");
    }
  }

  private static long mostForOneReason(DealHistory history) {
    return history.excludedByReason().values().stream().mapToLong(count -> count).max().orElse(0);
  }

  /** The same of stored deals, which are known by their ids. */
  static void report(Host host, DealHistory history) {
    report(host, history, STORED);
  }

  private static void report(Host host, DealHistory history, Naming naming) {
    history
        .excludedByReason()
        .forEach((reason, count) -> host.terminal().message(line(history, reason, count, naming)));
    history
        .outweighing()
        .ifPresent(
            deal ->
                host.terminal()
                    .message(
                        "note: deal %s was won for %s, more than all other won deals together; values of open deals go by it: is it right?"
                            .formatted(
                                Printable.of(deal.id(), 100),
                                deal.value().orElseThrow().toPlainString())));
  }

  private static String line(DealHistory history, Reason reason, long count, Naming naming) {
    List<Exclusion> first =
        history.excluded().stream()
            .filter(row -> row.reason() == reason)
            .limit(ROWS_SHOWN)
            .toList();
    String rows =
        first.stream()
            .map(
                row ->
                    "%s %s (%s)"
                        .formatted(
                            naming.one(),
                            naming.name().apply(row),
                            Printable.of(row.detail(), 120)))
            .collect(Collectors.joining(", "));
    return "kept out, %s: %,d %s: %s%s"
        .formatted(
            reason.words(),
            count,
            count == 1 ? naming.one() : naming.many(),
            rows,
            count > first.size() ? ", ..." : "");
  }

  /** For machines: one line for each row. */
  static void json(Host host, Deals deals) {
    for (DealRow.Refused row : deals.refused()) {
      host.terminal()
          .result(
              JsonLine.of("row", row.row())
                  .with("kept_out", row.code())
                  .with("detail", row.message()));
    }
    for (Exclusion row : deals.history().excluded()) {
      host.terminal()
          .result(
              JsonLine.of("row", row.row())
                  .with("deal_id", row.id())
                  .with("kept_out", row.reason().code())
                  .with("detail", row.detail()));
    }
  }
}
