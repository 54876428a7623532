package io.revenueos.cli;

import io.revenueos.cli.input.NamedFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.provisioning.TenantPlan;
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

/** Provisions a tenant. */
@Command(
    name = "add",
    header = "Provision a tenant, or change it.",
    description = {
      "",
      "Prints the id. From a file all of it in one transaction: the registration, workspaces, users, "
          + "modules and their data. The same file may be added again; what is there and differs is "
          + "changed, nothing is removed. From options: the registration alone, which replaces the one "
          + "of the same id."
    },
    footer = {
      "",
      "The file: {\"tenant_id\":\"...\",\"slug\":\"first-touch-coaching\",\"name\":\"...\",",
      "  \"description\":\"...\",\"is_active\":true,\"config\":{\"mode\":\"shadow\",",
      "  \"policy_modes\":{\"<policy>\":\"enforce\"},\"settings\":{\"<fact>\":0.25}, ...},",
      "  \"workspaces\":[{\"slug\":\"north\",\"name\":\"North\"}],",
      "  \"users\":[{\"user_id\":\"...\",\"role\":\"admin\",\"roles\":[\"sales\"],",
      "  \"workspaces\":[{\"workspace\":\"north\",\"role\":\"owner\"}]}],",
      "  \"modules\":{\"ai_cmo\":true},\"data\":{\"ai_cmo\":{...}}}",
      "slug and name are required; tenant_id is chosen at random if it is missing.",
      "All of it: docs/tenancy.md; an example: examples/first-touch-coaching.json"
    })
final class TenantsAddCommand implements Callable<Integer> {
  private static final int MAX_FILE_BYTES = 1 << 20;

  private final Host host;

  @ArgGroup(multiplicity = "1")
  private Given given = new Given();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who says which modules are on. Default: your login.")
  private String by = System.getProperty("user.name", "unknown");

  @Mixin private OutputOptions output;

  /** Where the registration comes from. */
  static final class Given {
    @Option(names = "--file", paramLabel = "T.json", description = "The plan in JSON.")
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
    if (given.file != null) {
      return provision(plan(given.file));
    }
    if (given.options == null) {
      throw new IllegalStateException("one of the two groups is required");
    }
    Tenant tenant = given.options.tenant();
    try (Session session = Session.open(host)) {
      session.kernel().register(tenant);
    }
    host.terminal().result(output.json ? line(tenant) : tenant.id());
    return ExitCode.OK;
  }

  private TenantPlan plan(String name) throws IOException {
    return NamedFile.of(name)
        .read(host.terminal().in(), file -> TenantPlan.parse(file.text(MAX_FILE_BYTES), by));
  }

  private Integer provision(TenantPlan plan) {
    Tenant tenant = plan.registration().anew();
    try (Session session = Session.open(host)) {
      Changes changes = session.provision(plan);
      if (output.json) {
        host.terminal().result(line(tenant).with("tables", TenantPlans.json(changes)));
      } else {
        host.terminal().result(tenant.id());
        host.terminal().message(TenantPlans.summary(changes));
      }
      return ExitCode.OK;
    }
  }

  private static JsonLine line(Tenant tenant) {
    return JsonLine.of("tenant_id", tenant.id()).with("slug", tenant.slug());
  }

  private static TenantId randomId() {
    return new TenantId(UUID.randomUUID());
  }
}
