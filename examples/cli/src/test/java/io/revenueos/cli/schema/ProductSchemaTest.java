package io.revenueos.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel's tables and those of every module together, on both databases. */
class ProductSchemaTest {
  private static final String COLUMNS =
      """
      select table_name, column_name, is_nullable from information_schema.columns
      where table_schema = 'public' and table_name <> 'kernel_schema_history'
      order by table_name, column_name
      """;

  /** Primary, unique and foreign keys, by their columns: the databases name them differently. */
  private static final String KEYS =
      """
      select t.table_name, t.constraint_type,
        string_agg(k.column_name, ',' order by k.ordinal_position)
      from information_schema.table_constraints t
      join information_schema.key_column_usage k
        on k.constraint_schema = t.constraint_schema and k.constraint_name = t.constraint_name
          and k.table_name = t.table_name
      where t.table_schema = 'public' and t.table_name <> 'kernel_schema_history'
      group by t.table_name, t.constraint_type, t.constraint_name
      order by 1, 2, 3
      """;

  private static final String TABLES =
      """
      select table_name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
      order by table_name
      """;

  private static KernelSchema schema(DataSource database) {
    return KernelSchema.on(database, SchemaPart.discover());
  }

  private static PooledDatabase migrated(Database kind) {
    PooledDatabase database = TestDatabases.open(kind);
    schema(database.dataSource()).migrate();
    return database;
  }

  @Test
  void bothDatabasesHaveTheSameTablesColumnsAndKeys() {
    try (PooledDatabase postgres = migrated(Database.POSTGRESQL);
        PooledDatabase h2 = migrated(Database.H2)) {
      for (String question : List.of(TABLES, COLUMNS, KEYS)) {
        assertThat(Rows.of(h2.dataSource()).lines(question))
            .hasSizeGreaterThan(50)
            .isEqualTo(Rows.of(postgres.dataSource()).lines(question));
      }
    }
  }

  @Test
  void h2KeepsEveryUpdatedAtToo() {
    try (PooledDatabase h2 = migrated(Database.H2)) {
      assertThat(
              Rows.of(h2.dataSource())
                  .lines(
                      "select table_name from information_schema.columns where table_schema ="
                          + " 'public' and column_name = 'updated_at' and column_on_update is null"))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void modulesMayComeAfterTheKernelAndGoAgain(Database kind) {
    try (PooledDatabase inTurn = TestDatabases.open(kind);
        PooledDatabase atOnce = migrated(kind)) {
      assertThat(KernelSchema.on(inTurn.dataSource()).migrate()).isPositive();
      assertThat(schema(inTurn.dataSource()).migrate()).isPositive();
      assertThat(schema(inTurn.dataSource()).migrate()).isZero();
      assertThat(KernelSchema.on(inTurn.dataSource()).migrate()).isZero();
      assertThat(Rows.of(inTurn.dataSource()).lines(COLUMNS))
          .isEqualTo(Rows.of(atOnce.dataSource()).lines(COLUMNS));
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatIsPrintedAndRunByHandIsTheSameSchema(Database kind) {
    try (PooledDatabase migrated = migrated(kind);
        PooledDatabase byHand = TestDatabases.open(kind)) {
      Rows.of(byHand.dataSource()).execute(schema(byHand.dataSource()).print());
      for (String question : List.of(COLUMNS, KEYS)) {
        assertThat(Rows.of(byHand.dataSource()).lines(question))
            .isEqualTo(Rows.of(migrated.dataSource()).lines(question));
      }
    }
  }

  @Test
  void versionsBelow10AreTheKernelsAndEveryPartHasItsOwnAbove() {
    try (PooledDatabase database = TestDatabases.open(Database.H2)) {
      List<Integer> kernel = versions(KernelSchema.on(database.dataSource()));
      assertThat(kernel).allMatch(version -> version < 10);
      for (SchemaPart part : SchemaPart.discover()) {
        List<Integer> versions =
            versions(KernelSchema.on(database.dataSource(), part)).stream()
                .filter(version -> version >= 10)
                .distinct()
                .toList();
        assertThat(versions).as(part.name()).hasSize(1).allMatch(version -> version > 10);
      }
    }
  }

  private static List<Integer> versions(KernelSchema schema) {
    return Pattern.compile("^-- V(\\d+)\\.\\d+__", Pattern.MULTILINE)
        .matcher(schema.print())
        .results()
        .map((MatchResult script) -> Integer.valueOf(script.group(1)))
        .toList();
  }

  @Test
  void everyModulesManifestNamesItsTables() {
    try (PooledDatabase database = migrated(Database.H2)) {
      List<String> tables = Rows.of(database.dataSource()).lines(TABLES);
      for (ExecModule module : ServiceLoader.load(ExecModule.class)) {
        ModuleManifest manifest = module.manifest();
        assertThat(manifest.schemas())
            .as(manifest.name())
            .containsExactlyInAnyOrderElementsOf(
                tables.stream().filter(table -> table.startsWith(manifest.tablePrefix())).toList());
      }
    }
  }
}
