package io.revenueos.cli;

import io.revenueos.cli.chart.ChartFile;
import io.revenueos.cli.input.NamedFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Style;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.KernelRequest;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks an AI executive for one of its modes. */
@Command(
    description = {
      "",
      "The request is an event like any other: roles, budgets and policies decide about it, and the "
          + "answer is kept. Figures are computed. They are worded by a language model if the environment "
          + "has a key (OPENAI_API_KEY; another model: REVENUEOS_MODEL=openai/MODEL, gemini/MODEL with "
          + "GEMINI_API_KEY, groq/MODEL with GROQ_API_KEY), else offline, always with the same words; "
          + "REVENUEOS_MODEL=offline says so whatever keys there are. The answer's generated_by says which."
    },
    footer = {
      "",
      "Exit codes: 0 answered; 1 the run failed, or waits; 2 wrong usage or input;",
      "3 the request was refused or blocked, a budget is used up, or rows of the file that",
      "is described were wrong and kept out."
    })
final class ExecCommand implements Callable<Integer> {
  private static final int MAX_INPUT_BYTES = 1 << 20;
  private static final String OPTION = "--input";

  private final Host host;
  private final ModuleManifest module;
  private final SetupFile export;

  @Parameters(paramLabel = "MODE", description = "What to ask for.")
  private String mode = "";

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "UUID",
      converter = TenantConverter.class,
      description = "For whom.")
  private @Nullable TenantId tenant;

  @Option(names = "--workspace", paramLabel = "UUID", description = "In which workspace.")
  private @Nullable String workspace;

  @Option(
      names = "--user",
      paramLabel = "UUID",
      description = "Who asks. Default: the tenant's admin, if there is one only.")
  private @Nullable String user;

  @Option(
      names = OPTION,
      paramLabel = "JSON|FILE",
      description = "What the mode needs: a JSON object, or a file with one; - for standard input.")
  private String input = "{}";

  @Mixin private OutputOptions output;

  private ExecCommand(Host host, ModuleManifest module) {
    this.host = host;
    this.module = module;
    this.export = new SetupFile(host);
  }

  /** The command of a module. */
  static CommandLine of(Host host, ExecModule module) {
    ModuleManifest manifest = module.manifest();
    ExecCommand asking = new ExecCommand(host, manifest);
    CommandLine command = new CommandLine(asking);
    CommandSpec spec = command.getCommandSpec();
    spec.usageMessage()
        .header("Ask the %s: %s.".formatted(manifest.name(), String.join(", ", manifest.modes())));
    if (SetupFile.isReadBy(manifest)) {
      spec.addMixin("export", CommandSpec.forAnnotatedObject(asking.export));
    }
    return command;
  }

  @Override
  public Integer call() throws IOException {
    Optional<ChartFile> picture = export.picture(mode);
    JsonObject wanted = wanted();
    Optional<DealSource.Deals> deals = export.read(mode, wanted);
    JsonObject input = deals.map(SetupFile::input).map(wanted::withAll).orElse(wanted);
    try (LanguageModel model = LanguageModel.of(host.environment());
        Session session = Session.open(host, model::in)) {
      int result = ask(session.kernel(), input, picture);
      boolean keptOut = deals.filter(DealSource.Deals::someWrong).isPresent();
      return result == ExitCode.OK && keptOut ? ExitCode.REFUSED : result;
    }
  }

  private JsonObject wanted() throws IOException {
    if (input.strip().startsWith("{")) {
      try {
        return JsonObject.parse(input);
      } catch (InvalidInputException wrong) {
        throw new InvalidInputException(
            wrong.code(), (OPTION + " " + wrong.field()).strip(), wrong.problem());
      }
    }
    return new NamedFile(OPTION, input)
        .read(host.terminal().in(), file -> JsonObject.parse(file.text(MAX_INPUT_BYTES)));
  }

  private int ask(Kernel kernel, JsonObject wanted, Optional<ChartFile> picture)
      throws IOException {
    try {
      TenantScope scope = scope(kernel);
      ProcessedEvent asked =
          kernel
              .modules()
              .request(
                  KernelRequest.of(scope, module.id(), mode, "cli-" + UUID.randomUUID())
                      .with(wanted));
      kernel.runDue(scope.tenant());
      return report(asked, kernel.modules().run(scope, asked.eventId()), picture);
    } catch (RefusedException refused) {
      return no(
          JsonLine.empty(),
          new Refusal(refused.code(), "", String.valueOf(refused.getMessage())),
          ExitCode.REFUSED);
    }
  }

  private TenantScope scope(Kernel kernel) {
    if (tenant == null) {
      throw new IllegalStateException("--tenant is required");
    }
    TenantScope whole = TenantScope.of(tenant);
    UserId by = user == null ? TenantAdmins.only(kernel, tenant) : UserId.of(user);
    TenantScope scope = whole.as(Actor.of(by));
    return workspace == null ? scope : scope.in(WorkspaceId.parse("--workspace", workspace));
  }

  private int report(
      ProcessedEvent asked, Optional<RecordedAction> run, Optional<ChartFile> picture)
      throws IOException {
    JsonLine line = JsonLine.of("event_id", asked.eventId().value());
    if (run.isEmpty()) {
      return blocked(line, asked);
    }
    RecordedAction action = run.get();
    JsonObject result = action.result();
    Optional<JsonObject> answer = result.object("answer");
    if (action.status() != ActionStatus.COMPLETED || answer.isEmpty()) {
      return unanswered(line, action);
    }
    if (output.json) {
      result.members().forEach(line::with);
      host.terminal().result(line);
    } else {
      new AnswerReport(host.terminal()).show(answer.get(), asked.eventId());
    }
    ChartOption.draw(picture, () -> FunnelChart.of(answer.get()));
    return ExitCode.OK;
  }

  /** The run was refused, has failed, or is still to come. */
  private int unanswered(JsonLine line, RecordedAction action) {
    JsonObject result = action.result();
    String status = action.status().stored();
    String hint = action.status() == ActionStatus.PENDING ? ": paused? see: revenue stats" : "";
    Refusal why =
        new Refusal(
            result.text("reason_code").orElse("not_completed"),
            "",
            result.text("reason_text").orElse("the run is " + status + hint));
    boolean refused = action.status() == ActionStatus.COMPLETED;
    return no(
        line.with("status", refused ? result.text("status").orElse(status) : status),
        why,
        refused ? ExitCode.REFUSED : ExitCode.FAILED);
  }

  /** Nobody runs: a policy said no, or the request still waits to be decided. */
  private int blocked(JsonLine line, ProcessedEvent asked) {
    JsonLine told = line.with("status", asked.status().stored());
    if (asked.decisions().isEmpty()) {
      String why = asked.error().orElse("it waits: paused? see: revenue stats");
      return no(told, new Refusal("not_decided", "", why), ExitCode.FAILED);
    }
    var reason = asked.decisions().get(0).decision().reason();
    return no(told, new Refusal(reason.code(), "", reason.text()), ExitCode.REFUSED);
  }

  private int no(JsonLine line, Refusal why, int exitCode) {
    if (output.json) {
      host.terminal().result(line.with("error", why.error()));
    }
    host.terminal()
        .message(
            "%s %s: %s"
                .formatted(
                    host.terminal().styledMessage(Style.BAD, "error:"),
                    why.code(),
                    Printable.of(why.message(), 2_000)));
    return exitCode;
  }
}
