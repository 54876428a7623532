package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts come and go beside the kernel's tables, on both databases. */
class SchemaPartTest {
  /** Version 91.1. */
  private static final SchemaPart NOTES = new TestPart("notes");

  /** Version 90.1: below the other, as a later version of the kernel is below every part. */
  private static final SchemaPart LABELS = new TestPart("labels");

  private record TestPart(String name) implements SchemaPart {
    @Override
    public List<String> migrationLocations(Database database) {
      return List.of("classpath:io/revenueos/kernel/jdbc/parts/" + name);
    }
  }

  private static boolean has(DataSource database, String table) {
    return !Rows.of(database)
        .lines(
            "select 1 from information_schema.tables where lower(table_name) = '%s'"
                .formatted(table))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPartIsMigratedWithTheKernel(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema schema = KernelSchema.on(database.dataSource(), NOTES);
      assertThat(schema.migrate()).isPositive();
      assertThat(schema.migrate()).isZero();
      assertThat(has(database.dataSource(), "notes")).isTrue();
      assertThatCode(() -> JdbcKernelStore.on(database.dataSource())).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPartMayComeLaterAndBelowWhatIsThere(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema.on(database.dataSource()).migrate();
      assertThat(KernelSchema.on(database.dataSource(), NOTES).migrate()).isOne();
      assertThat(KernelSchema.on(database.dataSource(), NOTES, LABELS).migrate()).isOne();
      assertThat(KernelSchema.on(database.dataSource(), LABELS, NOTES).migrate()).isZero();
      assertThat(has(database.dataSource(), "labels")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPartThatIsLeftOutKeepsItsTables(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema.on(database.dataSource(), NOTES, LABELS).migrate();
      assertThat(KernelSchema.on(database.dataSource(), NOTES).migrate()).isZero();
      assertThat(KernelSchema.on(database.dataSource(), LABELS).migrate()).isZero();
      assertThat(KernelSchema.on(database.dataSource()).migrate()).isZero();
      assertThat(has(database.dataSource(), "notes")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aMigrationOfAPartThatWasChangedAfterwardsIsNamed(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema schema = KernelSchema.on(database.dataSource(), NOTES);
      schema.migrate();
      Rows.of(database.dataSource())
          .execute("update kernel_schema_history set \"checksum\" = 1 where \"version\" = '91.1'");
      assertThatThrownBy(schema::migrate)
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("91.1");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theSameTextIsPrintedWhateverWasMigratedInWhichOrder(Database kind) {
    try (PooledDatabase inTurn = TestDatabases.open(kind);
        PooledDatabase empty = TestDatabases.open(kind)) {
      KernelSchema.on(inTurn.dataSource(), NOTES).migrate();
      KernelSchema.on(inTurn.dataSource(), NOTES, LABELS).migrate();
      assertThat(KernelSchema.on(inTurn.dataSource(), NOTES, LABELS).print())
          .isEqualTo(KernelSchema.on(empty.dataSource(), NOTES, LABELS).print())
          .contains("-- V90.1__labels.sql", "-- V91.1__notes.sql", "create table notes");
      assertThat(KernelSchema.on(inTurn.dataSource()).print())
          .isEqualTo(KernelSchema.on(empty.dataSource()).print())
          .doesNotContain("notes.sql", "labels.sql");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theFlywayOfTheHostRunsPartsToo(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      Flyway.configure()
          .dataSource(database.dataSource())
          .locations(kind.migrationLocations(NOTES, LABELS).toArray(String[]::new))
          .load()
          .migrate();
      assertThat(has(database.dataSource(), "notes")).isTrue();
      assertThat(has(database.dataSource(), "labels")).isTrue();
      assertThatCode(() -> JdbcKernelStore.on(database.dataSource())).doesNotThrowAnyException();
    }
  }
}
