package io.revenueos.cli;

import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers a tenant. */
@Command(
    name = "add",
    header = "Register a tenant, or replace its registration.",
    description = {
      "",
      "From a file or from options. A registration of the same id is replaced. Prints the id."
    },
    footer = {
      "",
      "The file: {\"tenant_id\":\"...\",\"slug\":\"first-touch-coaching\",\"name\":\"...\",",
      "  \"description\":\"...\",\"is_active\":true,\"config\":{\"mode\":\"shadow\",",
      "  \"policy_modes\":{\"<policy>\":\"enforce\"},\"settings\":{\"<fact>\":0.25}, ...}}",
      "slug and name are required; tenant_id is chosen at random if it is missing."
    })
final class TenantsAddCommand implements Callable<Integer> {
  private static final int MAX_FILE_BYTES = 1 << 20;

  private final Host host;

  @ArgGroup(multiplicity = "1")
  private Given given = new Given();

  @Mixin private OutputOptions output;

  /** Where the registration comes from. */
  static final class Given {
    @Option(names = "--file", paramLabel = "T.json", description = "The tenant in JSON.")
    private @Nullable String file;

    @ArgGroup(exclusive = false)
    private @Nullable Options options;
  }

  /** A registration in options. */
  static final class Options {
    @Option(
        names = "--slug",
        required = true,
        paramLabel = "SLUG",
        description = "Unique; lower-case words joined by hyphens.")
    private String slug = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "For people.")
    private String name = "";

    @Option(
        names = "--tenant-id",
        paramLabel = "UUID",
        converter = TenantConverter.class,
        description = "Default: a random one.")
    private @Nullable TenantId id;

    @Option(names = "--description", paramLabel = "TEXT", description = "For people.")
    private String description = "";

    @Option(
        names = "--setting",
        paramLabel = "KEY=VALUE",
        description = "A setting that policies read; may be repeated. JSON, else text.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
        names = "--mode",
        paramLabel = "shadow|enforce",
        converter = ModeConverter.class,
        description = "The tenant's mode. Default: the kernel's.")
    private @Nullable Mode mode;

    private Tenant tenant() {
      JsonObject config = JsonObject.empty();
      if (mode != null) {
        config = config.with("mode", mode.stored());
      }
      if (!settings.isEmpty()) {
        JsonObject values = JsonObject.empty();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
          values = values.with(setting.getKey(), value(setting.getValue()));
        }
        config = config.with("settings", values);
      }
      TenantId known = id != null ? id : randomId();
      return Tenant.of(known, slug, name).describedAs(description).configured(config);
    }

    private static @Nullable Object value(String text) {
      try {
        return JsonObject.parse("{\"value\":" + text + "}").members().get("value");
      } catch (InvalidInputException notJson) {
        return text;
      }
    }
  }

  TenantsAddCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    Tenant tenant = tenant();
    try (Session session = Session.open(host)) {
      session.kernel().register(tenant);
      host.terminal()
          .result(
              output.json
                  ? JsonLine.of("tenant_id", tenant.id()).with("slug", tenant.slug())
                  : tenant.id());
      return ExitCode.OK;
    }
  }

  private Tenant tenant() throws IOException {
    if (given.file != null) {
      try (InputFile file = InputFile.open(given.file, host.terminal().in())) {
        return TenantJson.read(file.text(MAX_FILE_BYTES), TenantsAddCommand::randomId);
      }
    }
    if (given.options == null) {
      throw new IllegalStateException("one of the two groups is required");
    }
    return given.options.tenant();
  }

  private static TenantId randomId() {
    return new TenantId(UUID.randomUUID());
  }
}
