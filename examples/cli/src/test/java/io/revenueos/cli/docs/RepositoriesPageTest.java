package io.revenueos.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.channels.ProviderSettings;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in docs/repositories.md compiles and does what the page says. */
class RepositoriesPageTest {
  private static final TenantId TENANT = TenantId.of("4161ee82-be97-4fa8-9017-5c40be3ebe19");
  private static final TenantScope SCOPE = TenantScope.of(TENANT);
  private static final String TABLES =
      "io.revenueos.kernel.jdbc.TenantDatabase tables, io.revenueos.kernel.tenant.TenantScope scope";

  @TempDir private Path folder;

  private Class<?> compiled(int number, String name, String parameters) throws Exception {
    String code = Page.read("docs/repositories.md").blocks("java").get(number);
    return Snippet.ofStatements(name, parameters, code).compiledInto(folder);
  }

  @Test
  void itsExamplesRun() throws Exception {
    try (PooledDatabase database = PooledDatabase.open("jdbc:h2:mem:repositories")) {
      KernelSchema.on(database.dataSource()).migrate();
      KernelStore store = JdbcKernelStore.on(database.dataSource());
      store.register(Tenant.of(TENANT, "acme", "Acme"));
      store.inTransaction(
          SCOPE,
          transaction -> {
            transaction
                .identity()
                .put(Workspace.of(new WorkspaceId(TENANT.value()), "default", "Default"));
            return SCOPE;
          });
      TenantDatabase tables = TenantDatabase.on(database.dataSource());

      compiled(
              0,
              "UsingRepositories",
              "javax.sql.DataSource database, io.revenueos.kernel.tenant.TenantScope scope")
          .getMethod("run", DataSource.class, TenantScope.class)
          .invoke(null, database.dataSource(), SCOPE);
      assertThat(new Deals(tables).page(SCOPE, io.revenueos.kernel.store.Page.first(10)))
          .hasSize(1);

      compiled(1, "OwnStatements", TABLES)
          .getMethod("run", TenantDatabase.class, TenantScope.class)
          .invoke(null, tables, SCOPE);

      assertThat(printedBySecrets(tables)).isEqualTo("***");
      assertThat(new ProviderSettings(tables).mail(SCOPE)).isPresent();
    }
  }

  private String printedBySecrets(TenantDatabase tables) throws Exception {
    Class<?> secrets = compiled(2, "Secrets", TABLES + ", byte[] oldKey, byte[] newKey");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      secrets
          .getMethod("run", TenantDatabase.class, TenantScope.class, byte[].class, byte[].class)
          .invoke(null, tables, SCOPE, new byte[32], new byte[32]);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).strip();
  }
}
