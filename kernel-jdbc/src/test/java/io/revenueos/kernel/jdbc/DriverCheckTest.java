package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of the driver under which statements would run without role and tenant. */
class DriverCheckTest {
  @ParameterizedTest
  @ValueSource(strings = {"preferQueryMode=simple", "stringtype=unspecified"})
  void aDriverThatSendsStatementsApartIsRefused(String setting) {
    String url = TestDatabases.migratedUrl(Database.POSTGRESQL) + "&" + setting;
    try (PooledDatabase database = PooledDatabase.open(url)) {
      assertThatThrownBy(() -> JdbcKernelStore.on(database.dataSource()))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("leave preferQueryMode and stringtype as they come");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preferQueryMode=extended",
        "preferQueryMode=extendedCacheEverything",
        "prepareThreshold=0",
        "prepareThreshold=1",
        "autosave=always",
        "defaultRowFetchSize=1"
      })
  void otherSettingsAreFine(String setting) {
    String url = TestDatabases.migratedUrl(Database.POSTGRESQL) + "&" + setting;
    try (PooledDatabase database = PooledDatabase.open(url)) {
      assertThat(JdbcKernelStore.on(database.dataSource()).tenants()).isEmpty();
    }
  }
}
