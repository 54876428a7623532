package io.revenueos.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.RevenueCli;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentationTest {
  private static final TenantId TENANT = TenantId.of("4161ee82-be97-4fa8-9017-5c40be3ebe19");

  @TempDir private Path folder;

  @Test
  void theReadmesWiringCompilesAndBlocksTheDiscount() throws Exception {
    String code = Page.read("README.md").blocks("java").get(0);
    Class<?> wiring =
        Snippet.ofStatements(
                "Wiring",
                "javax.sql.DataSource database, io.revenueos.kernel.tenant.TenantScope scope",
                code)
            .compiledInto(folder);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (PooledDatabase database = PooledDatabase.open("jdbc:h2:mem:readme");
        PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      wiring
          .getMethod("run", DataSource.class, TenantScope.class)
          .invoke(null, database.dataSource(), TenantScope.of(TENANT));
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("60.00 %");
  }

  @Test
  void theReadmesWiringIsAboutTenLines() throws Exception {
    String code = Page.read("README.md").blocks("java").get(0);
    assertThat(code.lines().filter(line -> !line.isBlank() && !line.startsWith("import ")))
        .hasSizeLessThanOrEqualTo(14);
  }

  @Test
  void theBackgroundWorkInTheDocumentationCompilesAndKeepsTheEvent() throws Exception {
    Class<?> background =
        Snippet.ofStatements(
                "Background",
                "javax.sql.DataSource database, io.revenueos.kernel.event.KernelEvent event",
                Page.read("docs/runtime.md").blocks("java").get(0))
            .compiledInto(folder);
    KernelEvent event =
        KernelEvent.of("lead_captured")
            .from("cmo_campaigns")
            .in(TenantScope.of(TENANT))
            .about("lead", "L-1")
            .correlatedBy("docs-background")
            .build();
    try (PooledDatabase database = PooledDatabase.open("jdbc:h2:mem:background")) {
      KernelSchema.on(database.dataSource()).migrate();
      background
          .getMethod("run", DataSource.class, KernelEvent.class)
          .invoke(null, database.dataSource(), event);
      try (Kernel kernel =
          Kernel.builder().store(JdbcKernelStore.on(database.dataSource())).build()) {
        assertThat(kernel.emit(event).duplicate()).isTrue();
      }
    }
  }

  @Test
  void thePolicyInTheDocumentationCompilesAndDecides() throws Exception {
    String code = Page.read("docs/policies.md").blocks("java").get(0);
    Policy policy =
        (Policy)
            new Snippet("LatePayment", code)
                .compiledInto(folder)
                .getDeclaredConstructor()
                .newInstance();
    try (Kernel kernel = Kernel.builder().store(new InMemoryKernelStore()).policy(policy).build()) {
      assertThat(outcome(kernel, "9000")).isEqualTo("acme.collections.late_payment_v1.call");
      assertThat(outcome(kernel, "90")).isEqualTo("acme.collections.late_payment_v1.small");
    }
  }

  private static String outcome(Kernel kernel, String amount) {
    ProcessedEvent processed =
        kernel.ingest(
            KernelEvent.of("invoice_overdue")
                .from("billing")
                .in(TenantScope.of(TENANT))
                .about("invoice", "I-1")
                .correlatedBy("docs-" + amount)
                .with("amount", new BigDecimal(amount))
                .build());
    return processed.decisions().get(0).decision().reason().code();
  }

  @Test
  void theTenantConfigurationInTheDocumentationIsAccepted() throws Exception {
    JsonObject config = JsonObject.parse(Page.read("docs/policies.md").blocks("json").get(0));
    try (Kernel kernel =
        Kernel.builder().store(new InMemoryKernelStore()).discoverModules().build()) {
      Tenant tenant = Tenant.of(TENANT, "docs", "Docs").configured(config);
      kernel.register(tenant);
      assertThat(kernel.tenant(TENANT)).contains(tenant);
    }
  }

  @Test
  void theRequestInTheDocumentationCompilesAndIsLetIn() throws Exception {
    Class<?> request =
        Snippet.ofStatements(
                "Request",
                "io.revenueos.kernel.Kernel kernel, io.revenueos.kernel.tenant.Tenant acme,"
                    + " io.revenueos.kernel.tenant.UserId ada,"
                    + " io.revenueos.kernel.tenant.WorkspaceId north",
                Page.read("docs/tenancy.md").blocks("java").get(0))
            .compiledInto(folder);
    UserId ada = new UserId(TENANT.value());
    WorkspaceId north = new WorkspaceId(TENANT.value());
    try (Kernel kernel =
        Kernel.builder().store(new InMemoryKernelStore()).discoverModules().build()) {
      request
          .getMethod("run", Kernel.class, Tenant.class, UserId.class, WorkspaceId.class)
          .invoke(null, kernel, Tenant.of(TENANT, "acme", "Acme"), ada, north);
      TenantScope scope = TenantScope.of(TENANT).in(north).as(Actor.of(ada));
      assertThat(kernel.modules().require(scope, new ModuleId("ai_cro"), "forecast").key())
          .isEqualTo("forecastPlanner");
    }
  }

  @Test
  void theReadmesTenantCommandsWork() throws Exception {
    List<String> commands =
        Page.read("README.md").mentions("(?m)(?<=^examples/revenue )tenants [^#\\n]*");
    assertThat(commands).hasSizeGreaterThan(3);
    Map<String, String> database =
        Map.of("REVENUEOS_DB", "jdbc:h2:file:" + folder.resolve("readme").toAbsolutePath());
    for (String command : commands) {
      String[] arguments =
          command.strip().replace("examples/", Page.root().resolve("examples") + "/").split(" ");
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Terminal terminal =
          new Terminal(
              InputStream.nullInputStream(),
              OutputStream.nullOutputStream(),
              err,
              Terminal.Abilities.NONE);
      assertThat(RevenueCli.run(terminal, database, arguments))
          .as(command + ": " + err.toString(StandardCharsets.UTF_8))
          .isZero();
    }
  }

  @Test
  void thePlanInTheDocumentationIsProvisionedByTheCodeInIt() throws Exception {
    Page page = Page.read("docs/tenancy.md");
    Class<?> provisioning =
        Snippet.ofStatements(
                "Provisioning",
                "javax.sql.DataSource database, io.revenueos.kernel.Kernel kernel, String json",
                page.blocks("java").get(1))
            .compiledInto(folder);
    try (PooledDatabase database = PooledDatabase.open("jdbc:h2:mem:provisioning")) {
      KernelSchema.on(database.dataSource(), SchemaPart.discover()).migrate();
      try (Kernel kernel =
          Kernel.builder()
              .store(JdbcKernelStore.on(database.dataSource()))
              .discoverModules()
              .build()) {
        provisioning
            .getMethod("run", DataSource.class, Kernel.class, String.class)
            .invoke(null, database.dataSource(), kernel, page.blocks("json").get(0));
        assertThat(kernel.control().tenants()).extracting(Tenant::slug).containsExactly("acme");
      }
    }
  }

  @Test
  void filesThatPagesLinkToExist() throws Exception {
    for (String path :
        List.of(
            "README.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "docs/agents.md",
            "docs/architecture.md",
            "docs/contract.md",
            "docs/benchmarks.md",
            "docs/database.md",
            "docs/experiments.md",
            "docs/forecasting.md",
            "docs/isolation.md",
            "docs/lead-scoring.md",
            "docs/models.md",
            "docs/policies.md",
            "docs/repositories.md",
            "docs/runtime.md",
            "docs/schema.md",
            "docs/tenancy.md")) {
      Page page = Page.read(path);
      Path here = Page.root().resolve(path);
      assertThat(page.mentions("(?<=\\]\\()[^)#]+(?=[)#])"))
          .as(path)
          .allSatisfy(
              link ->
                  assertThat(link.startsWith("http") || Files.exists(here.resolveSibling(link)))
                      .isTrue());
    }
  }

  @Test
  void theClassesThatTheGuaranteesNameExist() throws Exception {
    List<String> named =
        Page.read("README.md").mentions("(?<=`)[A-Z][A-Za-z]+(Contract|IT|Test|Act)(?=`)");
    assertThat(named).isNotEmpty();
    for (String name : named) {
      try (var files = Files.walk(Page.root())) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .as(name)
            .contains(name + ".java");
      }
    }
  }
}
