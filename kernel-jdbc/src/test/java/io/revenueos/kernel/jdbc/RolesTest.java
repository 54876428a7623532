package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.revenueos.kernel.jdbc.testkit.AppLogin;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.OwnPostgres;
import io.revenueos.kernel.jdbc.testkit.Rows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Who may migrate and who may connect, on a server of the test's own: roles are the server's, not
 * the database's. In the order in which a company gets there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolesTest {
  private static OwnPostgres server;
  private static Rows operator;
  private static PooledDatabase operators;

  @BeforeAll
  static void start() {
    server = OwnPostgres.start();
    operators = PooledDatabase.open(server.newDatabase("admin"));
    operator = Rows.of(operators.dataSource());
    operator.execute("create role plain login; create role maker login createrole");
  }

  @AfterAll
  static void stop() {
    operators.close();
    server.close();
  }

  private static PooledDatabase databaseOf(String owner, String name) {
    String url = server.newDatabase(name);
    operator.execute("alter database %s owner to %s".formatted(name, owner));
    return PooledDatabase.open(url.replace("user=postgres", "user=" + owner));
  }

  @Test
  @Order(1)
  void anOwnerWhoMayNotCreateRolesIsToldWhatADbaCanDo() {
    try (PooledDatabase database = databaseOf("plain", "first")) {
      assertThatThrownBy(() -> KernelSchema.on(database.dataSource()).migrate())
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("permission denied to create role")
          .hasMessageContaining("revenueos_owner, revenueos_app and revenueos_scan")
          .hasMessageContaining("KernelSchema.on(dataSource).print()");
    }
  }

  @Test
  @Order(2)
  void anOwnerWhoMayCreateRolesMigratesAndWorks() {
    try (PooledDatabase database = databaseOf("maker", "second")) {
      assertThat(KernelSchema.on(database.dataSource()).migrate()).isPositive();
      assertThat(JdbcKernelStore.on(database.dataSource()).concerns())
          .singleElement()
          .asString()
          .contains("maker", "it may act as revenueos_owner");
    }
  }

  @Test
  @Order(3)
  void anOwnerWhoWasGivenTheRolesMigrates() {
    operator.execute("grant revenueos_owner, revenueos_app, revenueos_scan to plain");
    try (PooledDatabase database = databaseOf("plain", "third")) {
      assertThat(KernelSchema.on(database.dataSource()).migrate()).isPositive();
    }
  }

  @Test
  @Order(4)
  void whoMayNotActAsTheApplicationIsToldSo() {
    operator.execute("create role nobody login");
    String url = server.newDatabase("fourth");
    try (PooledDatabase database = PooledDatabase.open(url);
        PooledDatabase nobodys = PooledDatabase.open(url.replace("user=postgres", "user=nobody"))) {
      KernelSchema.on(database.dataSource()).migrate();
      assertThatThrownBy(() -> JdbcKernelStore.on(nobodys.dataSource()))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("nobody may not act as revenueos_app")
          .hasMessageContaining("grant revenueos_app to nobody");
    }
  }

  @Test
  @Order(5)
  void aLoginThatOnlyHasTheApplicationsRoleDoesAllOfTheWork() {
    String url = server.newDatabase("fifth");
    try (PooledDatabase database = PooledDatabase.open(url)) {
      KernelSchema.on(database.dataSource()).migrate();
      try (PooledDatabase hosts =
          PooledDatabase.open(AppLogin.url(url, Rows.of(database.dataSource())))) {
        assertThatThrownBy(() -> KernelSchema.on(hosts.dataSource()).migrate())
            .isInstanceOf(SchemaException.class)
            .hasMessageContaining("this user may not change the schema");
      }
      try (KernelNode node = KernelNode.on(AppLogin.url(url, Rows.of(database.dataSource())))) {
        assertThat(node.store().concerns()).isEmpty();
        assertThat(node.kernel().ingest(KernelNode.event(KernelNode.newTenant())).decisions())
            .isNotEmpty();
        assertThat(node.kernel().control().stats().events()).isNotEmpty();
      }
    }
  }

  @Test
  @Order(6)
  void aMissingSchemaIsNamedAlsoWhereTheRolesAreThereAlready() {
    try (PooledDatabase database = PooledDatabase.open(server.newDatabase("sixth"));
        HikariDataSource manual = new HikariDataSource()) {
      manual.setDataSource(database.dataSource());
      manual.setAutoCommit(false);
      assertThatThrownBy(() -> KernelSchema.on(manual).validate())
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("the schema lacks [")
          .hasMessageContaining("kernel_events");
    }
  }
}
