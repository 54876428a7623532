package io.revenueos.cli;

import io.revenueos.cli.ScoreSheet.Scored;
import io.revenueos.cli.chart.ChartFile;
import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.input.NamedFile;
import io.revenueos.cli.leads.LeadFile;
import io.revenueos.cli.leads.LeadOutcomes;
import io.revenueos.cmo.scoring.LeadScore;
import io.revenueos.cmo.scoring.LeadScoring;
import io.revenueos.cmo.scoring.LeadTable;
import io.revenueos.cmo.scoring.TenantLeads;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.Leads;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores open leads by what became of the others. */
@Command(
    name = "score",
    header = "Score open leads from 0 to 100, with the signals that made each score.",
    description = {
      "",
      "With enough leads of each outcome the score is a probability, learned from them; with fewer"
          + " it is points by rules, and the output says so. A model's signals are in log-odds,"
          + " those of rules in points.",
      "",
      "From a file, rows with an empty outcome are scored and the others learned from. From the"
          + " database, the tenant's open leads are scored and those won or lost learned from."
    })
final class LeadsScoreCommand implements Callable<Integer> {
  private final Host host;

  /** Where the leads are. */
  static final class Source {
    @Option(
        names = "--file",
        paramLabel = "FILE.csv",
        description = "An export of leads; - for standard input.")
    private @Nullable String file;

    @Option(
        names = "--tenant",
        paramLabel = "UUID",
        converter = TenantConverter.class,
        description = "The tenant whose leads are in the database.")
    private @Nullable TenantId tenant;
  }

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(names = "--save", description = "With --tenant: keep the scores in the database.")
  private boolean save;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many to show. Default: ${DEFAULT-VALUE}.")
  private int top = 20;

  @Mixin private LeadFileOptions options;
  @Mixin private ChartOption chart;
  @Mixin private OutputOptions output;

  LeadsScoreCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    check();
    Optional<ChartFile> picture = chart.file();
    TenantId tenant = source.tenant;
    return tenant == null
        ? fromFile(String.valueOf(source.file), picture)
        : fromDatabase(tenant, picture);
  }

  private void check() {
    if (top < 1) {
      throw new InvalidInputException(
          "invalid_argument", "--top", "expected at least 1, found " + top);
    }
    if (save && source.tenant == null) {
      throw new InvalidInputException(
          "invalid_argument", "--save", "expected it with --tenant: there is no place in a file");
    }
  }

  private int fromFile(String file, Optional<ChartFile> picture) throws IOException {
    String outcome = options.outcome();
    return NamedFile.of(file).read(host.terminal().in(), input -> scored(input, outcome, picture));
  }

  private int scored(InputFile input, String outcome, Optional<ChartFile> picture)
      throws IOException {
    LeadFile leads = LeadFile.read(input.stream(), options.delimiter(), options.columns());
    LeadNotes.refused(host.terminal(), leads.refused());
    if (!leads.refused().isEmpty()) {
      host.terminal().message(LeadNotes.counted(leads));
    }
    LeadOutcomes outcomes = LeadOutcomes.of(leads.table(), outcome, options.positive());
    LeadScoring scoring = LeadScoring.from(outcomes.history(), options.wishes());
    int[] open = outcomes.open().stream().mapToInt(Integer::intValue).toArray();
    LeadTable asked = leads.table().withRows(open);
    List<LeadScore> scores = scoring.scorer().score(asked);
    List<Scored> scored =
        IntStream.range(0, scores.size())
            .mapToObj(i -> new Scored(leads.lines().get(open[i]), scores.get(i)))
            .toList();
    ChartOption.draw(picture, () -> LeadCharts.distribution(scores));
    show(new ScoreSheet("row", scoring, scored), "no row has an empty " + outcome);
    return leads.refused().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private int fromDatabase(TenantId tenant, Optional<ChartFile> picture) throws IOException {
    TenantScope scope = TenantScope.of(tenant);
    try (Session session = Session.open(host)) {
      TenantDatabase database = TenantDatabase.on(session.database().dataSource());
      TenantLeads all = TenantLeads.read(database, scope);
      if (all.leads().isEmpty()) {
        UnregisteredTenant.refuse(session.kernel(), tenant, "leads");
      }
      LeadScoring scoring = LeadScoring.from(all.history(), options.wishes());
      TenantLeads open = all.open();
      List<LeadScore> scores = scoring.scorer().score(open.table());
      List<Scored> scored =
          IntStream.range(0, scores.size())
              .mapToObj(i -> new Scored(open.leads().get(i).id(), scores.get(i)))
              .toList();
      if (save) {
        Leads leads = new Leads(database);
        for (int i = 0; i < scores.size(); i++) {
          leads.setScore(scope, open.leads().get(i).id(), scores.get(i).score());
        }
      }
      ChartOption.draw(picture, () -> LeadCharts.distribution(scores));
      show(new ScoreSheet("lead", scoring, scored), "no open leads");
      return ExitCode.OK;
    }
  }

  /**
   * @param nothing what is said when there is no lead to score
   */
  private void show(ScoreSheet sheet, String nothing) {
    if (sheet.scored().isEmpty()) {
      host.terminal().message("nothing to score: %s".formatted(LeadNotes.printable(nothing)));
    } else if (output.json) {
      sheet.json(host.terminal());
    } else {
      sheet.show(host.terminal(), top);
    }
  }
}
