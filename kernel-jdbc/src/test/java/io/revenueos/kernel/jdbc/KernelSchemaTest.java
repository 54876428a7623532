package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Migrating, checking and printing the schema, on both databases. */
class KernelSchemaTest {
  private static final String COLUMNS =
      """
      select table_name, column_name, is_nullable from information_schema.columns
      where table_schema = 'public' and table_name <> '%s' and table_name not like 'flyway%%'
      order by table_name, column_name
      """
          .formatted(KernelSchema.HISTORY_TABLE);

  @ParameterizedTest
  @EnumSource(Database.class)
  void anEmptyDatabaseIsMigratedOnce(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema schema = KernelSchema.on(database.dataSource());
      assertThat(schema.migrate()).isPositive();
      assertThat(schema.migrate()).isZero();
      assertThat(KernelSchema.on(database.dataSource()).migrate()).isZero();
      assertThatCode(schema::validate).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void nodesThatStartTogetherMigrateOnce(Database kind) throws Exception {
    String url = TestDatabases.emptyUrl(kind);
    int nodes = 4;
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    CyclicBarrier start = new CyclicBarrier(nodes);
    try (PooledDatabase database = PooledDatabase.open(url)) {
      List<Future<Integer>> runs = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        runs.add(threads.submit(() -> migratedTogether(url, start)));
      }
      List<Integer> migrations = new ArrayList<>();
      for (Future<Integer> run : runs) {
        migrations.add(run.get(60, TimeUnit.SECONDS));
      }
      assertThat(migrations.stream().mapToInt(Integer::intValue).sum()).isEqualTo(allOf(kind));
      KernelSchema.on(database.dataSource()).validate();
    } finally {
      threads.shutdownNow();
    }
  }

  private static int migratedTogether(String url, CyclicBarrier start) throws Exception {
    try (PooledDatabase database = PooledDatabase.open(url)) {
      KernelSchema schema = KernelSchema.on(database.dataSource());
      start.await(60, TimeUnit.SECONDS);
      return schema.migrate();
    }
  }

  private static int allOf(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      return KernelSchema.on(database.dataSource()).migrate();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void tablesOfTheHostAreLeftAlone(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      Rows rows = Rows.of(database.dataSource());
      rows.execute("create table customers (id integer primary key, name varchar(20))");
      rows.execute("insert into customers values (1, 'Ada')");
      assertThat(KernelSchema.on(database.dataSource()).migrate()).isEqualTo(allOf(kind));
      assertThat(KernelSchema.on(database.dataSource()).migrate()).isZero();
      assertThat(rows.lines("select * from customers")).containsExactly("1 Ada");
      assertThatCode(() -> JdbcKernelStore.on(database.dataSource())).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aTableOfTheHostThatIsInTheWayIsNamed(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      Rows.of(database.dataSource()).execute("create table leads (id integer primary key)");
      assertThatThrownBy(() -> KernelSchema.on(database.dataSource()).migrate())
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("leads")
          .hasMessageContaining("V1.2__crm.sql");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aMissingTableAndAMissingColumnAreNamed(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema schema = KernelSchema.on(database.dataSource());
      schema.migrate();
      Rows rows = Rows.of(database.dataSource());
      rows.execute("drop table cro_recommendations");
      rows.execute("alter table kernel_actions drop column reason_code");
      assertThatThrownBy(schema::validate)
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("[cro_recommendations, kernel_actions.reason_code]")
          .hasMessageContaining("migrate()");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aDatabaseThatWasNotMigratedIsRefusedWithTheRemedy(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      assertThatThrownBy(() -> JdbcKernelStore.on(database.dataSource()))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("kernel_events")
          .hasMessageContaining("KernelSchema.on(dataSource).migrate()");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatIsPrintedAndRunByHandIsTheSameSchema(Database kind) {
    try (PooledDatabase migrated = TestDatabases.open(kind);
        PooledDatabase byHand = TestDatabases.open(kind)) {
      KernelSchema.on(migrated.dataSource()).migrate();
      Rows.of(byHand.dataSource()).execute(KernelSchema.on(byHand.dataSource()).print());
      assertThatCode(() -> JdbcKernelStore.on(byHand.dataSource())).doesNotThrowAnyException();
      assertSameSchema(migrated.dataSource(), byHand.dataSource());
      assertThatThrownBy(() -> KernelSchema.on(byHand.dataSource()).migrate())
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("somebody else made them, a DBA with the SQL of print()");
      assertSameSchema(migrated.dataSource(), byHand.dataSource());
      // Printed from a migrated database it is the same text.
      assertThat(KernelSchema.on(migrated.dataSource()).print())
          .isEqualTo(KernelSchema.on(byHand.dataSource()).print())
          .contains("-- V1.1__kernel.sql", "create table kernel_events");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theFlywayOfTheHostMakesTheSameSchema(Database kind) {
    try (PooledDatabase migrated = TestDatabases.open(kind);
        PooledDatabase ofHost = TestDatabases.open(kind)) {
      KernelSchema.on(migrated.dataSource()).migrate();
      Flyway.configure()
          .dataSource(ofHost.dataSource())
          .locations(kind.migrationLocations().toArray(String[]::new))
          .load()
          .migrate();
      assertThatCode(() -> JdbcKernelStore.on(ofHost.dataSource())).doesNotThrowAnyException();
      assertSameSchema(migrated.dataSource(), ofHost.dataSource());
    }
  }

  private static void assertSameSchema(DataSource expected, DataSource actual) {
    assertThat(Rows.of(actual).lines(COLUMNS))
        .isNotEmpty()
        .isEqualTo(Rows.of(expected).lines(COLUMNS));
  }

  @Test
  void bothDatabasesHaveTheSameTablesAndColumns() {
    try (PooledDatabase postgres = TestDatabases.open(Database.POSTGRESQL);
        PooledDatabase h2 = TestDatabases.open(Database.H2)) {
      KernelSchema.on(postgres.dataSource()).migrate();
      KernelSchema.on(h2.dataSource()).migrate();
      assertSameSchema(postgres.dataSource(), h2.dataSource());
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aMigrationThatWasChangedAfterwardsIsNamed(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema schema = KernelSchema.on(database.dataSource());
      schema.migrate();
      Rows.of(database.dataSource())
          .execute("update kernel_schema_history set \"checksum\" = 1 where \"version\" = '1.2'");
      assertThatThrownBy(schema::migrate)
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("1.2")
          .hasMessageContaining("checksum");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatALaterVersionAddedIsNoObstacle(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema.on(database.dataSource()).migrate();
      Rows.of(database.dataSource()).execute("alter table tasks add column later integer");
      assertThatCode(() -> JdbcKernelStore.on(database.dataSource())).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPoolThatIsTooSmallToMigrateIsNotBlamedOnTheSchema(Database kind) {
    try (PooledDatabase keepsItOpen = TestDatabases.open(kind);
        HikariDataSource small = new HikariDataSource()) {
      small.setDataSource(keepsItOpen.dataSource());
      small.setMaximumPoolSize(1);
      small.setConnectionTimeout(250);
      assertThatThrownBy(() -> KernelSchema.on(small).migrate())
          .isInstanceOf(UnavailableException.class);
      small.getHikariConfigMXBean().setMaximumPoolSize(kind == Database.H2 ? 2 : 3);
      assertThat(KernelSchema.on(small).migrate()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"MySQL", "Regular"})
  void anH2InAnotherModeIsRefusedWithTheRemedy(String mode) {
    try (PooledDatabase database = PooledDatabase.open("jdbc:h2:mem:;MODE=" + mode)) {
      assertThatThrownBy(() -> KernelSchema.on(database.dataSource()))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("MODE=PostgreSQL")
          .hasMessageContaining("DATABASE_TO_LOWER=TRUE");
      assertThatThrownBy(() -> JdbcKernelStore.on(database.dataSource()))
          .isInstanceOf(SchemaException.class);
    }
  }
}
