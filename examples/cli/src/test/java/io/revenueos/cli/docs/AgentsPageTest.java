package io.revenueos.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli;
import io.revenueos.cli.Cli.Result;
import io.revenueos.cli.SharedData;
import io.revenueos.cro.CroModule;
import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.StageNames;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command and the code of docs/agents.md about exports, run as they stand there. */
class AgentsPageTest {
  private static final String URL = "jdbc:h2:mem:agents-page;DB_CLOSE_DELAY=-1";
  private static final String TENANT = "4161ee82-be97-4fa8-9017-5c40be3ebe19";
  private static final String USER = "4161ee82-be97-4fa8-9017-5c40be3ebe20";

  private final Cli cli = Cli.on(URL);

  @TempDir private Path folder;

  @BeforeEach
  void theTenantOfThePage() throws Exception {
    String plan =
        """
        {"tenant_id":"%s","slug":"acme","name":"Acme","modules":{"ai_cro":true},
         "users":[{"user_id":"%s","role":"admin","roles":["sales"]}]}
        """
            .formatted(TENANT, USER);
    Path file = Files.writeString(folder.resolve("plan.json"), plan);
    assertThat(cli.run("tenants", "add", "--file", file.toString()).exitCode()).isZero();
  }

  @Test
  void theExportIsDescribed() throws Exception {
    List<Command> commands = Command.of(Page.read("docs/agents.md"));
    assertThat(commands).hasSize(1);
    Map<String, Path> files =
        Map.of(
            "deals.csv", SharedData.file("crm-sales-opportunities/sales_pipeline.csv"),
            "products.csv", SharedData.file("crm-sales-opportunities/products.csv"));
    Result result =
        cli.run(
            commands.get(0).on(files, "--input", "{\"stages\":[\"prospecting\",\"engaging\"]}"));
    // Rows without a start are of no use, and not wrong.
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("(8800 rows, 500 kept out, 0 unreadable): 8300 deals, 1589 of them open")
        .contains("GTX Plus Pro", "Hayden Neloms", "Nothing says at which stage 2473 deals");
  }

  @Test
  void theRequestOfAHostCompilesAndIsLetIn() throws Exception {
    String code = Page.read("docs/agents.md").blocks("java").get(1);
    Class<?> request =
        Snippet.ofStatements(
                "Request",
                "io.revenueos.kernel.Kernel kernel, io.revenueos.kernel.tenant.TenantScope scope,"
                    + " io.revenueos.cro.pipeline.DealHistory history, int unreadableRows",
                code)
            .compiledInto(folder);
    DealHistory history =
        DealHistory.of(
            List.of(), new StageNames(Set.of("demo")), LocalDate.of(2026, 1, 1), Map.of());
    try (PooledDatabase database = PooledDatabase.open(URL);
        Kernel kernel =
            Kernel.builder()
                .store(JdbcKernelStore.on(database.dataSource()))
                .module(CroModule.on(TenantDatabase.on(database.dataSource())))
                .build()) {
      TenantScope scope = TenantScope.of(TenantId.of(TENANT)).as(Actor.of(UserId.of(USER)));
      request
          .getMethod("run", Kernel.class, TenantScope.class, DealHistory.class, int.class)
          .invoke(null, kernel, scope, history, 0);
      assertThat(kernel.runDue()).isPositive();
    }
  }
}
