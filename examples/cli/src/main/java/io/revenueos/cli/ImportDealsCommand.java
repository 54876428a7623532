package io.revenueos.cli;

import io.revenueos.cli.deals.DealExport;
import io.revenueos.cli.deals.DealMapping;
import io.revenueos.cli.deals.DealRow;
import io.revenueos.cli.deals.FieldNote;
import io.revenueos.cli.deals.KeptDeals;
import io.revenueos.cli.deals.NoteSummary;
import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.input.NamedFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.CrmDeals;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a CRM's export of deals into events. */
@Command(
    name = "deals",
    header = "Turn a CRM's export of deals (CSV) into events.",
    description = {
      "",
      "Each row becomes an event deal_imported from crm. A row that cannot be one is named and left "
          + "out, the others are imported; what else is odd about a row is noted. Rows are named by their "
          + "line in the file, where the header is line 1. The same row again is a duplicate, a changed row "
          + "a new event."
    },
    footer = {
      "",
      "Known headers: those of Salesforce, HubSpot, Pipedrive and the like, in any",
      "case and spacing. For others give a mapping; each of its keys is optional:",
      "  {\"columns\": {\"deal_id\": \"Opportunity ID\", \"stage\": \"Phase\", ...},",
      "   \"stages\": {\"Gewonnen\": \"closed_won\", ...},",
      "   \"values\": {\"product\": {\"GTXPro\": \"GTX Pro\"}, ...},",
      "   \"date_format\": \"MM/dd/yyyy\", \"delimiter\": \";\",",
      "   \"decimal_separator\": \",\", \"currency\": \"EUR\"}",
      "Columns: deal_id, name, account, owner, product, stage, status, value, currency,",
      "engaged_at, closed_at. deal_id and stage must be there.",
      "Defaults: the delimiter is found in the header (, ; tab |), dates are ISO-8601,",
      "decimals have a point, won and lost become closed_won and closed_lost.",
      "Exit code 3: some rows were refused; the others were imported."
    })
final class ImportDealsCommand implements Callable<Integer> {
  private static final int MAX_MAPPING_BYTES = 1 << 20;
  private static final String ROW = "row";

  private final Host host;

  @Parameters(paramLabel = "FILE.csv", description = "The export; - for standard input.")
  private String file = "";

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "UUID",
      converter = TenantConverter.class,
      description = "Whose deals they are.")
  private @Nullable TenantId tenant;

  @Option(names = "--mapping", paramLabel = "M.json", description = "How the file differs.")
  private @Nullable String mapping;

  @Option(
      names = "--keep",
      description =
          "Keep the deals as rows of the tenant's, too: forecasts, deal reviews and the AI CRO go "
              + "by those. A row without the day on which work began is not kept.")
  private boolean keep;

  @Option(names = "--verbose", description = "List every note, not only the first of each kind.")
  private boolean verbose;

  @Mixin private OutputOptions output;

  ImportDealsCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    if (tenant == null) {
      throw new IllegalStateException("--tenant is required");
    }
    DealMapping rules = mapping();
    Tally tally = new Tally();
    NoteSummary notes = new NoteSummary();
    NamedFile named = NamedFile.of(file);
    try (InputFile input = InputFile.open(file, host.terminal().in())) {
      DealExport export = opened(named, input, rules, TenantScope.of(tenant));
      export.assumptions().forEach(said -> host.terminal().message(Printable.of(said)));
      try (Session session = Session.open(host);
          FilePass pass = new FilePass(host.terminal(), session, input, output, tally)) {
        Optional<KeptDeals> kept = kept(session);
        int exitCode =
            pass.over(
                source(export),
                row -> {
                  take(new Taking(session, kept, tally, notes), pass, row);
                  return row.row();
                });
        if (!verbose && !output.json) {
          notes.lines().forEach(this::note);
        }
        kept.flatMap(KeptDeals::notKept).ifPresent(this::note);
        return exitCode;
      }
    }
  }

  private void note(String line) {
    host.terminal().message("note: " + Printable.of(line));
  }

  private static DealExport opened(
      NamedFile named, InputFile input, DealMapping rules, TenantScope scope) throws IOException {
    try {
      return DealExport.open(input.stream(), input.name(), rules, scope);
    } catch (InvalidInputException wrong) {
      throw named.named(wrong);
    }
  }

  private DealMapping mapping() throws IOException {
    if (mapping == null) {
      return DealMapping.DEFAULT;
    }
    return new NamedFile("--mapping", mapping)
        .read(host.terminal().in(), input -> DealMapping.parse(input.text(MAX_MAPPING_BYTES)));
  }

  private static FilePass.Source<DealRow> source(DealExport export) {
    return new FilePass.Source<>() {
      @Override
      public Optional<DealRow> next() throws IOException {
        return export.next();
      }

      @Override
      public long bytesRead() {
        return export.bytesRead();
      }
    };
  }

  /** Where rows go, and what is counted of them. */
  private record Taking(
      Session session, Optional<KeptDeals> kept, Tally tally, NoteSummary notes) {}

  private Optional<KeptDeals> kept(Session session) {
    if (!keep || tenant == null) {
      return Optional.empty();
    }
    UnregisteredTenant.refuse(session.kernel(), tenant, "rows");
    TenantDatabase database = TenantDatabase.on(session.database().dataSource());
    return Optional.of(new KeptDeals(new CrmDeals(database), TenantScope.of(tenant)));
  }

  private void take(Taking to, FilePass pass, DealRow row) {
    if (row instanceof DealRow.Refused refused) {
      pass.refuse(ROW, row.row(), new Refusal(refused.code(), refused.field(), refused.message()));
      return;
    }
    DealRow.Imported imported = (DealRow.Imported) row;
    try {
      Optional<FieldNote> notKept = to.kept().flatMap(deals -> deals.keep(imported));
      ProcessedEvent processed = to.session().kernel().ingest(imported.event());
      to.tally().processed(processed);
      imported.notes().forEach(note -> to.notes().add(row.row(), note));
      report(pass, notKept.map(imported::noting).orElse(imported), processed);
    } catch (InvalidInputException | RefusedException refused) {
      pass.refuse(ROW, row.row(), Refusal.of(refused));
    }
  }

  private void report(FilePass pass, DealRow.Imported row, ProcessedEvent processed) {
    boolean noteworthy =
        processed.error().isPresent() || (verbose && !row.notes().isEmpty()) || output.json;
    if (noteworthy) {
      pass.report(() -> human(row, processed), () -> json(row, processed));
    }
  }

  private static String human(DealRow.Imported row, ProcessedEvent processed) {
    String notes =
        row.notes().stream()
            .map(note -> "row %d: %s: %s".formatted(row.row(), note.field(), note.message()))
            .map(Printable::of)
            .collect(Collectors.joining("\n"));
    return processed
        .error()
        .map(
            error ->
                "row %d: event %s %s: %s"
                        .formatted(
                            row.row(),
                            processed.eventId(),
                            processed.status().stored(),
                            Printable.of(error, 200))
                    + (notes.isEmpty() ? "" : "\n" + notes))
        .orElse(notes);
  }

  private static JsonLine json(DealRow.Imported row, ProcessedEvent processed) {
    return JsonLine.of(ROW, row.row())
        .with("event_id", processed.eventId().value())
        .with("duplicate", processed.duplicate())
        .with("notes", row.notes().stream().map(ImportDealsCommand::json).toList())
        .with("error", processed.error().map(EventReport::failure));
  }

  private static JsonLine json(FieldNote note) {
    return JsonLine.of("field", note.field()).with("message", note.message());
  }
}
